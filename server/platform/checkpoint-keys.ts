import { and, asc, eq, isNull } from 'drizzle-orm';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { KeyListView } from '@reassign/shared/verify/api.ts';
import { revocationText, rotationText } from '@reassign/shared/verify/key-list.ts';
import {
  fingerprint,
  readVerifierKey,
  signatureLine,
  signedNote,
  type VerifierKey,
} from '@reassign/shared/verify/note.ts';
import type { Db } from './db.ts';
import type { CheckpointSigner } from './sequencer/index.ts';
import { checkpointKey } from './tables.ts';

/** What an operator has to do about the keys, said in words. */
export class KeyRefused extends Error {
  override readonly name = 'KeyRefused';
}

const rowsOf = (db: Db, name: string) =>
  db.select().from(checkpointKey).where(eq(checkpointKey.name, name)).orderBy(asc(checkpointKey.nth));

/** All keys of this name, with what they signed about each other; `null` before the first server started. */
export async function listKeys(db: Db, name: string): Promise<KeyListView | null> {
  const rows = await rowsOf(db, name);
  if (rows.length === 0) return null;
  return {
    name,
    keys: rows.map(({ key: text, fromAt, untilAt, rotation, revocation }) => {
      const key = readVerifierKey(text);
      assert(key, 'only keys are entered');
      const usual = untilAt === null ? 'active' : 'retired';
      return {
        key: text,
        fingerprint: fingerprint(key),
        from: fromInstant(fromAt),
        until: untilAt === null ? null : fromInstant(untilAt),
        status: revocation === null ? usual : 'revoked',
        rotation,
        revocation,
      };
    }),
  };
}

/**
 * At the start of every server: the first key of a name is entered. Any other must be in the list already, and in use:
 * verifiers would refuse whatever a stranger's key signs.
 */
export async function enterKey(db: Db, { name, text }: VerifierKey, now: Instant): Promise<void> {
  await db
    .insert(checkpointKey)
    .values({ name, nth: 1, key: text, fromAt: now, untilAt: null, rotation: null, revocation: null })
    .onConflictDoNothing();
  const own = (await rowsOf(db, name)).find(({ key }) => key === text);
  if (own === undefined)
    throw new KeyRefused(
      `SIGNING_KEY is not the key that signed for ${name} before. To change it: reassign keys rotate (docs/operations.md)`,
    );
  if (own.revocation !== null || (own.untilAt !== null && own.untilAt < now))
    throw new KeyRefused(`SIGNING_KEY is out of use for ${name}: give the newest of "reassign keys list"`);
}

/** From `from` on the new key may sign; the old one must have stopped by `until`. */
export async function rotateKey(
  db: Db,
  old: CheckpointSigner,
  next: CheckpointSigner,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<void> {
  const { name } = old.key;
  const text = rotationText({ old: old.key, next: next.key, from, until });
  const rotation = `${signedNote(text, old.key, old.sign(text))}${signatureLine(next.key, next.sign(text))}`;
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(checkpointKey)
      .set({ untilAt: until })
      .where(and(eq(checkpointKey.key, old.key.text), isNull(checkpointKey.untilAt)))
      .returning();
    if (row === undefined || row.revocation !== null)
      throw new KeyRefused(
        `SIGNING_KEY does not sign for ${name} now: give the newest of "reassign keys list"`,
      );
    const known = await tx.select().from(checkpointKey).where(eq(checkpointKey.key, next.key.text));
    if (known.length > 0) throw new KeyRefused('the new key was in use before: make another');
    await tx.insert(checkpointKey).values({
      name,
      nth: row.nth + 1,
      key: next.key.text,
      fromAt: from,
      untilAt: null,
      rotation,
      revocation: null,
    });
  });
}

/** Nobody believes what the revoked key signed, whenever that was. The key that signs now says so. */
export async function revokeKey(db: Db, text: string, by: CheckpointSigner, at: Instant): Promise<void> {
  const rows = await rowsOf(db, by.key.name);
  const place = rows.findIndex(({ key }) => key === text);
  const key = readVerifierKey(text);
  if (key === null || rows[place] === undefined)
    throw new KeyRefused('no such key: see "reassign keys list"');
  if (rows[place].revocation !== null) throw new KeyRefused('this key is revoked already');
  const isLater = rows.slice(place + 1).some((row) => row.key === by.key.text);
  if (!isLater) throw new KeyRefused('SIGNING_KEY must be a later key than the revoked one: rotate first');
  const statement = revocationText(key, at);
  await db
    .update(checkpointKey)
    .set({ revocation: signedNote(statement, by.key, by.sign(statement)) })
    .where(eq(checkpointKey.key, text));
}
