import type { Reading } from '@reassign/shared/kernel/decision.ts';
import { Submission } from '../api/submission.svelte.ts';
import type { Page } from '../page.svelte.ts';
import { Draft } from '../ui/draft.svelte.ts';
import { reasonText } from './fault-text.ts';
import type { FieldFaults } from './form-reader.ts';

interface Setup<Fields, Name extends string, Value> {
  /** Tells this form from others of the same person. */
  readonly name: string;
  readonly initial: Fields;
  readonly read: (fields: Fields) => Reading<Value, FieldFaults<Name>>;
}

/**
 * A form that is kept as a draft until it is saved. What is wrong with a field is said after the first attempt, and taken
 * back while it is mended.
 */
export class DraftForm<Fields extends object, Name extends string, Value> {
  readonly draft: Draft<Fields>;
  readonly saving = new Submission();
  readonly #page: Page;
  readonly #read: Setup<Fields, Name, Value>['read'];
  readonly #reading = $derived.by(() => this.#read(this.draft.fields));
  #isTried = $state(false);

  /** Made while the component is set up. */
  constructor(page: Page, { name, initial, read }: Setup<Fields, Name, Value>) {
    this.#page = page;
    this.#read = read;
    this.draft = new Draft(`${page.me.user?.id ?? ''}:${name}`, initial);
    this.draft.keep();
  }

  readonly faultOf = (name: Name): string | undefined => {
    if (!this.#isTried || this.#reading.ok) return undefined;
    const fault = this.#reading.fault[name];
    return fault && reasonText(this.#page.t, fault.reason);
  };

  /** `null` when something cannot be read or was refused; otherwise the answer, and the form shows what `stored` says. */
  async save<View>(
    send: (value: Value, idempotencyKey: string) => Promise<View>,
    stored: (view: View, value: Value) => Fields,
  ): Promise<View | null> {
    this.#isTried = true;
    const reading = this.#reading;
    if (!reading.ok) return null;
    const view = await this.saving.send((idempotencyKey) => send(reading.value, idempotencyKey));
    if (view === null) return null;
    this.draft.reset(stored(view, reading.value));
    this.#isTried = false;
    return view;
  }
}
