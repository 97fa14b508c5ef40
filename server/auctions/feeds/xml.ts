/** What XML 1.0 cannot hold at all (§2.2), also escaped. */
const NO_CHARACTER = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as content or as the value of an attribute. */
export const escapeXml = (text: string): string =>
  text.replaceAll(NO_CHARACTER, '').replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** One element; `content` is markup already, or nothing. */
export function element(name: string, attributes: Readonly<Record<string, string>>, content = ''): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return content === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${content}</${name}>`;
}

export const text = (name: string, value: string): string => `<${name}>${escapeXml(value)}</${name}>`;

export const xmlFile = (root: string): string => `<?xml version="1.0" encoding="utf-8"?>\n${root}\n`;
