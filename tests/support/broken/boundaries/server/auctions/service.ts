import { closed } from '../../shared/settlement/events.ts';
import { account } from '../accounts/index.ts';
import { clock } from '../platform/clock.ts';
import { lots } from './repo.ts';

export const auctions = { account, clock, lots, closed };
