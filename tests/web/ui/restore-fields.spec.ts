import { describe, expect, it } from 'vitest';
import { keptText, restoreFields } from '../../../web/ui/restore-fields.ts';

const stored = { title: '汾河', amount: null, rights: ['a'], isSame: true };

describe('A draft', () => {
  it('brings back what was typed over the same stored version', () => {
    const text = keptText(stored, { ...stored, title: '汾河新材', rights: [] });
    expect(restoreFields(stored, text)).toEqual({
      fields: { ...stored, title: '汾河新材', rights: [] },
      isStale: false,
    });
  });

  it('says so when the stored version has changed since', () => {
    const text = keptText(stored, { ...stored, title: '汾河新材' });
    const restored = restoreFields({ ...stored, isSame: false }, text);
    expect(restored).toEqual({ fields: { ...stored, title: '汾河新材' }, isStale: true });
  });

  it('brings nothing back when what was typed is what is stored', () => {
    expect(restoreFields(stored, keptText(stored, stored))).toBeNull();
  });

  it('keeps an amount that was written where none was', () => {
    const amount = { amount: 100, currency: 'CNY' };
    expect(restoreFields(stored, keptText(stored, { ...stored, amount }))?.fields).toMatchObject({ amount });
  });

  it('leaves a field as stored when what was kept is of another kind', () => {
    const text = keptText(stored, { title: 7, amount: 'x', rights: { 0: 'a' }, isSame: 'yes', gone: 1 });
    expect(restoreFields(stored, text)).toBeNull();
  });

  it.each([null, '', '{', '7', 'null', '{"fields":{"title":"x"}}', '{"base":"","fields":[]}'])(
    'takes nothing from what it did not write: %s',
    (text) => {
      expect(restoreFields(stored, text)).toBeNull();
    },
  );
});
