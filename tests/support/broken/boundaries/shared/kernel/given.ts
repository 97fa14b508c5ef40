import { given } from '../../tests/support/given.ts';

export const fault = given;
