import { canonicalJson, type Json } from '../verify/canonical-json.ts';
import type { Profile } from './profile.ts';
import type { Rule } from './route-rules.ts';

export interface ChangedRule {
  readonly rule: Rule;
  readonly before: Json;
  readonly after: Json;
}

const isSame = (a: Json, b: Json): boolean => canonicalJson(a) === canonicalJson(b);

/** What a version changes, rule by rule, in the order of the table. A rule whose sources alone change is one, too. */
export const changedRules = (before: Profile, after: Profile): ChangedRule[] =>
  (Object.keys(before.articles) as Rule[]).flatMap((rule) => {
    const changed = { rule, before: before[rule] as Json, after: after[rule] as Json };
    if (!isSame(changed.before, changed.after)) return [changed];
    const sources = [before.articles[rule], after.articles[rule]] as const;
    return isSame(...sources) ? [] : [{ rule, before: sources[0], after: sources[1] }];
  });
