import { assert } from '@reassign/shared/kernel/assert.ts';
import workerUrl from './worker.ts?worker&url';

interface ScriptPolicy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

let policy: ScriptPolicy | undefined;

/** Where the browser trusts no address by itself, it is told of this one. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return url;
  policy ??= trustedTypes.createPolicy('reassign-worker', {
    createScriptURL: (asked) => {
      assert(asked === workerUrl, 'the only worker is our own');
      return asked;
    },
  });
  return policy.createScriptURL(url);
}

export const startWorker = (): Worker => new Worker(trusted(workerUrl));
