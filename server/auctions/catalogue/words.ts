import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

/** The field's own terms, which the dictionary does not know: `word frequency`. */
const FIELD_TERMS = [
  ...['质押', '出质', '出质人', '质权', '质权人', '流拍', '起拍价', '竞买人', '竞买', '不良资产', '知识产权'],
  ...['发明专利', '实用新型', '外观设计', '商标权', '专利权', '著作权', '软件著作权', '集成电路', '布图设计'],
  ...['锂电池', '锂离子', '正极材料', '负极材料', '固态电池', '光伏', '逆变器', '区块链', '物联网', '云计算'],
  ...['新能源', '激光雷达', '无人机', '碳纤维', '石墨烯', '半导体', '芯片', '晶圆', '人工智能', '机器学习'],
];

let segmenter: Jieba | undefined;

/** Loads the dictionary, once: a fifth of a second in which nothing else happens, so a server does it as it starts. */
export function loadWords(): Jieba {
  if (segmenter) return segmenter;
  segmenter = Jieba.withDict(dict);
  segmenter.loadDict(Buffer.from(FIELD_TERMS.map((term) => `${term} 20000 n`).join('\n')));
  return segmenter;
}

/** One spelling: full-width, invisible and upper-case characters do not tell words apart. */
export const plainWords = (text: string): string => text.normalize('NFKC').toLowerCase();

const WORD = /[\p{L}\p{N}]+/gu;
/** Chinese, or what is written in letters and digits; other scripts by their letters. */
const SCRIPT = /\p{Script=Han}+|[^\p{Script=Han}]+/gu;
const HAN = /\p{Script=Han}/u;
export const isChinese = (word: string): boolean => HAN.test(word);
export const isLatin = (word: string): boolean => /^[a-z]{2,}$/.test(word);

/** No word is that long; a title of 500 characters without a blank is still one that can be found by its beginning. */
const LONGEST_WORD = 60;

/**
 * A text as words, each as often as it comes. Without guesses at unknown words: those fall into single characters, in
 * a lot and in a question alike, and find each other.
 */
function cut(text: string, every: boolean): string[] {
  const segmenter = loadWords();
  const runs = (plainWords(text).match(WORD) ?? []).flatMap((word) => word.match(SCRIPT) ?? []);
  return runs.flatMap((run) => {
    if (!isChinese(run)) return [run.slice(0, LONGEST_WORD)];
    return every ? segmenter.cutForSearch(run, false) : segmenter.cut(run, false);
  });
}

/**
 * Every two Chinese characters in a row. Names are in no dictionary and are cut by chance; with these, any part of one
 * is found.
 */
export const pairsOf = (text: string): string[] =>
  (plainWords(text).match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => {
    const characters = [...run];
    return characters.slice(1).map((character, place) => `${characters[place] ?? ''}${character}`);
  });

/** Of a lot: every word that a question may name, also those inside longer ones. */
export const wordsOfText = (text: string): string[] => cut(text, true);

/** Of a question: the longest words, each once. */
export const wordsOfQuestion = (text: string): string[] => [...new Set(cut(text, false))];
