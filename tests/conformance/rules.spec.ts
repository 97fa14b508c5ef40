import { describe } from 'vitest';
import { playAll } from './play.ts';
import { rulesDriver } from './rules-driver.ts';

describe('the pure rules', () => {
  playAll(rulesDriver);
});
