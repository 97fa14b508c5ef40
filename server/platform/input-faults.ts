import type * as z from 'zod/mini';
import type { ProblemFault } from '@reassign/shared/kernel/problems.ts';

type Issue = z.core.$ZodIssue;

/** Schema issues in our words, by code and path. Values are never repeated: they may be what must stay hidden. */
export function faultsOf(issues: readonly Issue[], place = 'body'): ProblemFault[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys')
      return [{ pointer: pointer(place, issue.path), reason: reason(issue) }];
    return issue.keys.map((key) => ({
      pointer: pointer(place, [...issue.path, key]),
      reason: 'is not a known field',
    }));
  });
}

/** A JSON pointer (RFC 6901) into the body; `?name` and `:name` for query and path parameters. */
function pointer(place: string, path: readonly PropertyKey[]): string {
  const names = path.map((name) => String(name).replaceAll('~', '~0').replaceAll('/', '~1'));
  if (place === 'querystring') return `?${names.join('/')}`;
  if (place === 'params') return `:${names.join('/')}`;
  return names.map((name) => `/${name}`).join('');
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function reason(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return `must be at most ${bound(issue.origin, issue.maximum)}`;
    case 'too_small':
      return `must be at least ${bound(issue.origin, issue.minimum)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of':
      return `must be a multiple of ${String(issue.divisor)}`;
    case 'invalid_union':
      return unionReason(issue.errors);
    case 'unrecognized_keys':
      return 'has fields that are not known';
    default:
      return 'does not have the right form';
  }
}

/** One value or several of them: what is allowed is the same, so the narrowest reason says it. */
function unionReason(branches: readonly (readonly Issue[])[]): string {
  const named = branches.flat().find(({ code }) => code === 'invalid_value' || code === 'too_big');
  return named ? reason(named) : 'matches none of the allowed forms';
}

const UNITS: Readonly<Record<string, string>> = {
  string: ' characters',
  array: ' entries',
  set: ' entries',
  file: ' bytes',
};

const bound = (origin: string, limit: number | bigint): string => `${String(limit)}${UNITS[origin] ?? ''}`;
