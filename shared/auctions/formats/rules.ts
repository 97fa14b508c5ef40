import type { FormatName } from '../types.ts';
import { english } from './english.ts';
import type { Format } from './format.ts';

/** The rules of every format. */
const formats: { readonly [Name in FormatName]: Format<Name> } = { english };

/** Whether lots are sold in a format that a ladder names. */
export const isSold = (name: string): name is FormatName => Object.hasOwn(formats, name);

/** Takes any lot, but is meant for those of the named format only. */
export const formatOf = (name: FormatName): Format<FormatName> => formats[name];
