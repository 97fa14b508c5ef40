import type { FormatName } from '../types.ts';
import { dutch } from './dutch.ts';
import { english } from './english.ts';
import type { Format } from './format.ts';
import { sealed } from './sealed.ts';
import { selloff } from './selloff.ts';

/** The rules of every format. */
const formats: { readonly [Name in FormatName]: Format<Name> } = { english, dutch, sealed, selloff };

/** Takes any lot, but is meant for those of the named format only. */
export const formatOf = (name: FormatName): Format<FormatName> => formats[name];
