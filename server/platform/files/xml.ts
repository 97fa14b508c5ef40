import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { read, type Reading, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { FileRefusal } from '@reassign/shared/kernel/file-refusal.ts';
import type { XmlElement } from '@reassign/shared/kernel/xml-tree.ts';
import { characterEntities } from './character-entities.ts';
import { readDoctype } from './doctype.ts';

export interface XmlLimits {
  readonly depth: number;
  readonly elements: number;
  readonly attributes: number;
  readonly attributeLength: number;
  readonly doctypeLength: number;
}

/** Far above any registry document, far below what could exhaust the server. */
const limits: XmlLimits = {
  depth: 100,
  elements: 1_000_000,
  attributes: 64,
  attributeLength: 64 * 1024,
  doctypeLength: 256 * 1024,
};

const predefined = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

class Refused extends Error {
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

const stop = (refusal: FileRefusal): never => {
  throw new Refused(refusal);
};

/** A lookup that stops the reading at a name it does not know: no entity is ever defined by a document. */
const strictEntities = (known: Readonly<Record<string, string>>): Record<string, string> =>
  new Proxy(Object.assign(Object.create(null) as Record<string, string>, predefined, known), {
    get: (characters, name) =>
      characters[String(name)] ?? stop({ reason: 'unsafe-xml', what: `&${String(name)};` }),
  });

export interface XmlOptions {
  /** Whether a document with this root is one of ours; any other is `unknown-format`, unread. */
  readonly isKnownRoot: (name: string) => boolean;
  /** Elements that are checked, counted and forgotten: long parts that nobody needs. */
  readonly forgotten: ReadonlySet<string>;
  readonly limits?: Partial<XmlLimits>;
}

/**
 * Reads one document into a tree. The parser has no code to load a DTD or an entity; besides, a document that declares
 * or uses one of its own is refused. Everything is bounded.
 */
export function parseXml(text: string, options: XmlOptions): Reading<XmlElement, FileRefusal> {
  const builder = new TreeBuilder(options);
  const parser = builder.parser;
  try {
    parser.write(text).close();
    return read(builder.root());
  } catch (error) {
    if (error instanceof Refused) return unreadable(error.refusal);
    // Not well-formed. Before the root we cannot say that it was ever meant to be one of ours.
    if (!builder.isOurs) return unreadable({ reason: 'unknown-format' });
    return unreadable({ reason: 'malformed', line: parser.line, column: parser.column });
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

class TreeBuilder {
  readonly parser = new SaxesParser();
  isOurs = false;
  readonly #options: XmlOptions;
  readonly #limits: XmlLimits;
  /** The open elements that are kept; the first one only holds the root. */
  readonly #open: XmlElement[] = [{ name: '', attributes: {}, children: [] }];
  #depth = 0;
  #forgottenSince: number | null = null;
  #elements = 0;
  #attributes = 0;
  #namesDtd = false;

  constructor(options: XmlOptions) {
    this.#options = options;
    this.#limits = { ...limits, ...options.limits };
    this.parser.on('doctype', (text) => {
      this.#doctype(text);
    });
    this.parser.on('opentagstart', ({ name }) => {
      this.#tagStarts(localName(name));
    });
    this.parser.on('attribute', ({ value }) => {
      this.#attribute(value);
    });
    this.parser.on('opentag', (tag) => {
      this.#opens(tag);
    });
    this.parser.on('closetag', () => {
      this.#closes();
    });
    this.parser.on('text', (text) => {
      this.#text(text);
    });
    this.parser.on('cdata', (text) => {
      this.#text(text);
    });
  }

  root(): XmlElement {
    const root = this.#open[0]?.children.find((child) => typeof child !== 'string');
    return root ?? stop({ reason: 'unknown-format' });
  }

  #doctype(text: string): void {
    if (text.length > this.#limits.doctypeLength) stop({ reason: 'too-large' });
    const { namesDtd, unsafe } = readDoctype(text);
    if (unsafe !== null) stop({ reason: 'unsafe-xml', what: unsafe });
    this.#namesDtd = namesDtd;
  }

  #tagStarts(name: string): void {
    if (!this.isOurs) {
      if (!this.#options.isKnownRoot(name)) stop({ reason: 'unknown-format' });
      this.isOurs = true;
      this.parser.ENTITIES = strictEntities(this.#namesDtd ? characterEntities : {});
    }
    this.#depth += 1;
    this.#elements += 1;
    this.#attributes = 0;
    if (this.#depth > this.#limits.depth) stop({ reason: 'too-large' });
    if (this.#elements > this.#limits.elements) stop({ reason: 'too-large' });
  }

  #attribute(value: string): void {
    this.#attributes += 1;
    if (this.#attributes > this.#limits.attributes) stop({ reason: 'too-large' });
    if (value.length > this.#limits.attributeLength) stop({ reason: 'too-large' });
  }

  #opens({ name, attributes }: SaxesTagPlain): void {
    if (this.#forgottenSince !== null) return;
    const element: XmlElement = { name: localName(name), attributes, children: [] };
    if (this.#options.forgotten.has(element.name)) {
      this.#forgottenSince = this.#depth;
      return;
    }
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  #closes(): void {
    if (this.#forgottenSince === null) this.#open.pop();
    else if (this.#forgottenSince === this.#depth) this.#forgottenSince = null;
    this.#depth -= 1;
  }

  #text(text: string): void {
    if (this.#forgottenSince === null) this.#open.at(-1)?.children.push(text);
  }
}
