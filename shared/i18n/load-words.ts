import type { Language, Words, WordSet } from './messages.ts';

type Loaders = Readonly<Record<WordSet, () => Promise<Words>>>;

const loaders: Readonly<Record<Language, Loaders>> = {
  zh: {
    everywhere: async () => (await import('./everywhere.zh.ts')).everywhere,
    desk: async () => (await import('./desk.zh.ts')).desk,
    reading: async () => (await import('./reading.zh.ts')).reading,
    room: async () => (await import('./room.zh.ts')).room,
  },
  en: {
    everywhere: async () => (await import('./everywhere.en.ts')).everywhere,
    desk: async () => (await import('./desk.en.ts')).desk,
    reading: async () => (await import('./reading.en.ts')).reading,
    room: async () => (await import('./room.en.ts')).room,
  },
};

/** What a page speaks: the words of every page, and its own set. */
export async function loadWords(language: Language, set: WordSet): Promise<Words> {
  const sets = set === 'everywhere' ? [set] : (['everywhere', set] as const);
  const loaded = await Promise.all(sets.map((one) => loaders[language][one]()));
  return Object.assign({}, ...loaded) as Words;
}
