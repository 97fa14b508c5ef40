import { problem, type Problem } from '@reassign/shared/kernel/problems.ts';
import { ProblemFailure } from './client.ts';

/**
 * One form's way to the API: whether it is under way, what came back as a problem, and one idempotency key for all
 * retries while the outcome is unknown. What was typed stays with the form.
 */
export class Submission {
  pending = $state(false);
  problem = $state.raw<Problem | null>(null);
  #key: string | null = null;

  /** `null` when it was refused (see `problem`) or is still under way. */
  async send<Answer>(action: (idempotencyKey: string) => Promise<Answer>): Promise<Answer | null> {
    if (this.pending) return null;
    this.pending = true;
    this.problem = null;
    this.#key ??= crypto.randomUUID();
    try {
      const answer = await action(this.#key);
      this.#key = null;
      return answer;
    } catch (error) {
      this.problem = error instanceof ProblemFailure ? error.problem : problem('internal');
      // A refusal is an answer: what is sent next is a new request. Anything else is the same one again.
      if (this.problem.status < 500) this.#key = null;
      return null;
    } finally {
      this.pending = false;
    }
  }
}
