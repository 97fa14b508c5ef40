import { confirm } from '../settlement/rules.ts';

export const fault = confirm;
