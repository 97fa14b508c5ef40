import unlisted from 'unlisted';
import { used } from './platform/clock.ts';

used(unlisted);
