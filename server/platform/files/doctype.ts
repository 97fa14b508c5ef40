const QUOTED = `(?:"[^"]*"|'[^']*')`;
const NAME = '[\\p{L}\\d_.:-]+';
const EXTERNAL_ID = `(?:SYSTEM\\s+${QUOTED}|PUBLIC\\s+${QUOTED}\\s+${QUOTED})`;

/** Nowhere do two runs of blanks meet: their ends would be tried in every combination. */
const DOCTYPE = new RegExp(
  `^\\s*${NAME}(?<external>\\s+${EXTERNAL_ID})?(?:\\s*\\[(?<subset>[\\s\\S]*)\\])?\\s*$`,
  'u',
);
/** What an old USPTO file declares: its images, which are never opened. Sticky: one pass, whatever is sent. */
const HARMLESS = [
  '\\s+',
  '<!--[\\s\\S]*?-->',
  `<!ENTITY\\s+${NAME}\\s+${EXTERNAL_ID}\\s+NDATA\\s+${NAME}\\s*>`,
  `<!NOTATION\\s+${NAME}\\s+${EXTERNAL_ID}\\s*>`,
].join('|');

export interface Doctype {
  /** A DTD outside the document is named. It is never loaded. */
  readonly namesDtd: boolean;
  /** The first declaration that could change the text, `null` when there is none. */
  readonly unsafe: string | null;
}

/** Judges the text between `<!DOCTYPE` and `>`: only declarations of images and notations pass. */
export function readDoctype(text: string): Doctype {
  const { external, subset = '' } = DOCTYPE.exec(text)?.groups ?? { subset: text };
  const harmless = new RegExp(HARMLESS, 'uy');
  let judged = 0;
  while (harmless.test(subset)) judged = harmless.lastIndex;
  const unsafe = judged === subset.length ? null : subset.slice(judged, judged + 80);
  return { namesDtd: external !== undefined, unsafe };
}
