import { expect, it } from 'vitest';
import { en } from '@reassign/shared/i18n/gates.en.ts';
import { zh } from '@reassign/shared/i18n/gates.zh.ts';
import { gateCodes } from '@reassign/shared/listings/types.ts';

it.each([zh, en])('every gate has a message, in both languages', (messages) => {
  expect(Object.keys(messages).toSorted()).toEqual([...gateCodes].toSorted());
});
