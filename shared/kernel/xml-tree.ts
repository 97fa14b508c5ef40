/** An element of an XML document by its local name; text in its place among the children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

const isElement = (child: XmlElement | string): child is XmlElement => typeof child !== 'string';

/** All elements at a path of local names below this one. */
export function all(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  return path.reduce<XmlElement[]>(
    (found, name) =>
      found.flatMap(({ children }) => children.filter(isElement).filter((child) => child.name === name)),
    [element],
  );
}

/** The first of them. */
export const first = (element: XmlElement, ...path: readonly string[]): XmlElement | undefined =>
  all(element, ...path)[0];

/** All text inside, in order, exactly as it stands. */
export const rawText = ({ children }: XmlElement): string =>
  children.map((child) => (isElement(child) ? rawText(child) : child)).join('');

/** All text inside with blanks collapsed; `undefined` when there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  const text = element === undefined ? '' : rawText(element).replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

export const textAt = (element: XmlElement, ...path: readonly string[]): string | undefined =>
  textOf(first(element, ...path));
