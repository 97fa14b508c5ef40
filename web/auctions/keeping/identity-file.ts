/** An age identity as `age-keygen` writes it: what a keeper keeps, and nobody else. */
export interface KeyFile {
  readonly name: string;
  readonly text: string;
}

/** `day`: when it was made. */
export const keyFile = (
  { identity, recipient }: { readonly identity: string; readonly recipient: string },
  day: string,
): KeyFile => ({
  name: `reassign-key-${recipient.slice(-8)}.txt`,
  text: `# created: ${day}\n# public key: ${recipient}\n${identity}\n`,
});

/** The first identity in a file; `null` when there is none. */
export const identityIn = (text: string): string | null =>
  /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/m.exec(text.replaceAll('\r', ''))?.[0] ?? null;

/** No file of a key is longer. */
export const MAX_KEY_FILE_BYTES = 10_000;
