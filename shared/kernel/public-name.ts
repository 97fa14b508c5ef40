/*
 * In public a company appears by name, a natural person as surname + 某 and nothing else (PIPL; 9-threats §9.6.4).
 */

/** `王小明` → `王某`. */
export const maskPerson = (name: string): string => `${surnameOf(name)}某`;

/**
 * A party as the public may read it. A register says who a company is by its credit code, or its name does; whoever
 * remains is taken for a person, so that a doubt hides a company rather than shows a person.
 */
export const publicName = ({
  name,
  creditCode,
}: {
  name: string;
  creditCode?: string | undefined;
}): string => (creditCode !== undefined || namesOrganisation(name) ? name : maskPerson(name));

/** Compound surnames keep both characters, or the mask would name somebody else's family. */
const compoundSurnames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒 轩辕 宇文 长孙 端木 南宫 独孤'.split(' '),
);

function surnameOf(name: string): string {
  const [first = '', second = ''] = [...name];
  return compoundSurnames.has(first + second) ? first + second : first;
}

const chineseOrganisation =
  /公司|集团|大学|学院|学校|医院|银行|研究院|研究所|研究中心|事务所|合作社|工作室|企业|工厂|基金会|协会|委员会|政府|.{4}(?:厂|院|所|中心|社|局|部|店)$/u;
const foreignOrganisation =
  /\b(?:incorporated|corporation|company|limited|gmbh|university|universität|université|institute|institut|foundation|laboratories|technologies|holdings|hospital|government)\b|\b(?:inc|corp|ltd|llc|plc)\.?$|,\s*co$|\bco\.$/iu;
/** Dotted or of three letters: no person is called so. */
const foreignLegalForm = /\s(?:B\.V\.|N\.V\.|K\.K\.|LLP|S\.A\.|S\.p\.A\.)$/u;
/** Two capitals may be a surname: `HAN SA`, `KIM HAN SA`. Only after two words that are not all in capitals are they a form. */
const shortLegalForm = /^(?=.*\p{Ll})\S+\s.*\S\s(?:AG|SE|SA|AB|AS|BV|NV|KG|KK|LP)$/u;

const namesOrganisation = (name: string): boolean =>
  [chineseOrganisation, foreignOrganisation, foreignLegalForm, shortLegalForm].some((form) =>
    form.test(name),
  );
