import { describe, expect, it } from 'vitest';
import { preloadLinks } from '../../web/preloads.ts';

const manifest = {
  'lots/LotPage.svelte': { file: 'assets/lot.js', imports: ['_ui.js', '_money.js'] },
  '_ui.js': { file: 'assets/ui.js', imports: ['_money.js'] },
  '_money.js': { file: 'assets/money.js', imports: ['_ui.js'] },
  'words.ts': { file: 'assets/words.js' },
};

const link = (file: string): string => `<link rel="modulepreload" crossorigin href="/assets/${file}">`;

describe('what a page needs is linked', () => {
  it('with all that it imports, each once, also in a ring', () => {
    expect(preloadLinks(manifest, ['lots/LotPage.svelte', 'words.ts'])).toBe(
      ['lot.js', 'ui.js', 'money.js', 'words.js'].map(link).join(''),
    );
  });

  it('as far as the build knows it', () => {
    expect(preloadLinks(manifest, ['gone.svelte'])).toBe('');
  });
});
