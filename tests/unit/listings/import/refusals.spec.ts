import { describe, expect, it } from 'vitest';
import { importRegistryFile, MAX_FILE_BYTES } from '../../../../server/listings/import/registry-file.ts';
import { readDoctype } from '../../../../server/platform/files/doctype.ts';
import { parseXml } from '../../../../server/platform/files/xml.ts';
import { gb18030, registryFile, registryText, utf8 } from '../../../support/registry-files.ts';

const refusalOf = (bytes: Uint8Array, name?: string) => {
  const reading = importRegistryFile(bytes, name);
  return reading.ok ? null : reading.fault;
};

const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));

describe('XML with a DTD', () => {
  const grant = registryText('uspto-4.xml');
  const declared = (subset: string) =>
    utf8(grant.replace('[ ]>', `[ ${subset} ]>`).replace('A fictional battery.', 'A &a; battery.'));

  it.each([
    ['an entity from a file', '<!ENTITY a SYSTEM "file:///etc/passwd">'],
    ['an entity from a file, with a blank behind it', '<!ENTITY a SYSTEM "file:///etc/passwd" >'],
    ['an entity from the net', '<!ENTITY a SYSTEM "http://127.0.0.1:1/">'],
    ['an entity by public identifier', '<!ENTITY a PUBLIC "-//A//B" "http://127.0.0.1:1/">'],
    ['an entity with text', '<!ENTITY a "text">'],
    ['entities that grow (a billion laughs)', '<!ENTITY l "lol"><!ENTITY a "&l;&l;&l;">'],
    ['a parameter entity', '<!ENTITY % p SYSTEM "http://127.0.0.1:1/p.dtd"> %p;'],
    ['a reference to a parameter entity', '%p;'],
    ['an entity behind a harmless one', '<!ENTITY i SYSTEM "i.tif" NDATA TIF><!ENTITY a "text">'],
    ['an entity behind a comment that does not end', '<!-- <!ENTITY i "--> <!ENTITY a "text">'],
    ['a default attribute', '<!ATTLIST p id CDATA "x">'],
    ['an element type', '<!ELEMENT p ANY>'],
  ])('that declares %s is refused', (_what, subset) => {
    const refusal = refusalOf(declared(subset));
    expect(refusal).toMatchObject({ reason: 'unsafe-xml' });
    // The declaration is refused, not only its use in the text.
    expect(refusal).not.toMatchObject({ what: '&a;' });
  });

  it.each(['&a;', '&nosuch;', '&constructor;', '&__proto__;', '&toString;'])(
    'that uses %s, which nobody declared, is refused by name',
    (reference) => {
      expect(refusalOf(utf8(grant.replace('A fictional battery.', reference)))).toEqual({
        reason: 'unsafe-xml',
        what: reference,
      });
    },
  );

  it('a named character counts only where a DTD is named', () => {
    const text = grant.replace('A fictional battery.', '&copy;');
    expect(refusalOf(utf8(text))).toBeNull();
    expect(refusalOf(utf8(text.replace(/<!DOCTYPE[^>]*>/, '')))).toEqual({
      reason: 'unsafe-xml',
      what: '&copy;',
    });
  });

  it.each(['&amp;', '&lt;', '&gt;', '&quot;', '&apos;', '&#8220;', '&#x201c;'])(
    '%s is always safe',
    (text) => {
      expect(refusalOf(utf8(grant.replace('A fictional battery.', text)))).toBeNull();
    },
  );

  it('images and notations may be declared', () => {
    const subset = '<!-- x --><!NOTATION TIF SYSTEM "tif"><!ENTITY i SYSTEM "i.tif" NDATA TIF>';
    expect(refusalOf(utf8(grant.replace('[ ]>', `[ ${subset} ]>`)))).toBeNull();
  });

  it('is judged before its format', () => {
    const foreign = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
    expect(refusalOf(utf8(foreign))).toMatchObject({ reason: 'unsafe-xml' });
  });

  it('with a hundred thousand opened comments is judged in one pass', () => {
    const subset = `<!ENTITY a "${'<!--'.repeat(50_000)}">`;
    expect(refusalOf(declared(subset))).toMatchObject({ reason: 'unsafe-xml' });
  });

  it.each(['a', "a SYSTEM 'x'"])('with %s, blanks without end and no end is judged in one pass', (name) => {
    expect(readDoctype(`${name}${' '.repeat(250_000)}!`)).toEqual({
      namesDtd: false,
      unsafe: name.padEnd(80),
    });
  });
});

describe('XML that is not well-formed', () => {
  it.each([
    ['cut off', '<cn-patent-document><cn-bibliographic-data>', 1, 43],
    ['with a tag that was never opened', '<cn-patent-document>\n</p></cn-patent-document>', 2, 4],
    ['with an attribute twice', '<cn-patent-document a="1" a="2"/>', 1, 33],
    ['with a character that no XML has', '<cn-patent-document>\u0001</cn-patent-document>', 1, 21],
  ])('%s is malformed, and says where', (_what, text, line, column) => {
    expect(refusalOf(utf8(text))).toEqual({ reason: 'malformed', line, column });
  });
});

describe('XML beyond all measure', () => {
  const read = (text: string) => {
    const options = { isKnownRoot: () => true, forgotten: new Set<string>() };
    const limits = { depth: 3, elements: 5, attributes: 2, attributeLength: 4, doctypeLength: 8 };
    const reading = parseXml(text, { ...options, limits });
    return reading.ok ? null : reading.fault.reason;
  };

  it.each([
    ['three levels', '<a><b><c/></b></a>', null],
    ['four levels', '<a><b><c><d/></c></b></a>', 'too-large'],
    ['five elements', '<a><b/><b/><b/><b/></a>', null],
    ['six elements', '<a><b/><b/><b/><b/><b/></a>', 'too-large'],
    ['two attributes', '<a b="" c=""/>', null],
    ['three attributes', '<a b="" c="" d=""/>', 'too-large'],
    ['two attributes on each of two elements', '<a b="" c=""><a b="" c=""/></a>', null],
    ['an attribute of four characters', '<a b="1234"/>', null],
    ['an attribute of five characters', '<a b="12345"/>', 'too-large'],
    ['a long DOCTYPE', '<!DOCTYPE a SYSTEM "long"><a/>', 'too-large'],
  ])('%s: %s', (_what, text, reason) => {
    expect(read(text)).toBe(reason);
  });

  it('forgotten elements are counted and checked like all others', () => {
    const options = { isKnownRoot: () => true, forgotten: new Set(['b']), limits: { depth: 3 } };
    expect(parseXml('<a><b><c>text</c></b>kept</a>', options)).toMatchObject({
      value: { children: ['kept'] },
    });
    expect(parseXml('<a><b><c><d/></c></b></a>', options)).toMatchObject({ fault: { reason: 'too-large' } });
    expect(parseXml('<a><b>&x;</b></a>', options)).toMatchObject({ fault: { reason: 'unsafe-xml' } });
  });
});

describe('size', () => {
  it('of 20 MiB is read, one byte more is refused unread', () => {
    expect(refusalOf(new Uint8Array(MAX_FILE_BYTES))).toEqual({ reason: 'unknown-format' });
    expect(refusalOf(new Uint8Array(MAX_FILE_BYTES + 1))).toEqual({ reason: 'too-large' });
  });

  it('of 50 MB is refused', () => {
    expect(refusalOf(new Uint8Array(50_000_000).fill(0x3c))).toEqual({ reason: 'too-large' });
  });
});

describe('a file of another kind', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \r\n '],
    ['prose', 'Dear bank'],
    ['JSON', '{"a":1,"b":2}'],
    ['a JSON list', '[1,2]'],
    ['a page', '<!doctype html><html><body>x</body></html>'],
    ['XML of another root', '<?xml version="1.0"?><pat:PatentPublication xmlns:pat="x"/>'],
    ['broken XML of no root', '<<<'],
    ['two formats in one file', registryText('uspto-4.xml') + registryText('uspto-2.5.xml')],
    ['a workbook', 'PK\u0003\u0004,'],
    ['a PDF', '%PDF-1.7\n1,2'],
    ['bytes with a zero', 'a,b\n\u0000,1'],
  ])('%s is of an unknown format', (_what, text) => {
    expect(refusalOf(utf8(text))).toEqual({ reason: 'unknown-format' });
  });
});

describe('encoding', () => {
  const chinese = registryText('cnipa-st36.xml');
  const titleOf = (bytes: Uint8Array) => {
    const reading = importRegistryFile(bytes);
    return reading.ok ? reading.value.rights[0]?.right.title : reading.fault.reason;
  };
  const saying = (encoding: string) => chinese.replace('UTF-8', encoding);

  it.each([
    ['UTF-8', utf8(chinese)],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${chinese}`)],
    ['UTF-8 that is not declared', utf8(chinese.replace(/^<\?xml.*\?>\n/, ''))],
    ['GB18030', gb18030(saying('GB18030'))],
    ['GB2312, read as the larger GB18030', gb18030(saying('gb2312'))],
    ['UTF-16', utf16(saying('UTF-16'))],
  ])('XML in %s is read', (_what, bytes) => {
    expect(titleOf(bytes)).toBe('一种虚构的检测方法');
  });

  it.each([
    ['declared UTF-8 and written in GB18030', gb18030(chinese)],
    ['declared GB18030 behind the byte order mark of UTF-8', utf8(`\ufeff${saying('GB18030')}`)],
    [
      'declared ISO 8859-1 behind that mark, where every byte would pass',
      utf8(`\ufeff${registryText('uspto-4-design.xml').replace('UTF-8', 'ISO-8859-1')}`),
    ],
    ['declared UTF-16 and written in bytes', utf8(saying('UTF-16'))],
    ['declared UTF-8 and written in UTF-16', utf16(chinese)],
    ['declared in an encoding that nobody knows', utf8(saying('EBCDIC-XY'))],
    ['declared in an encoding that registers do not use', utf8(saying('koi8-r'))],
  ])('XML %s is refused', (_what, bytes) => {
    expect(titleOf(bytes)).toBe('bad-encoding');
  });

  const table = registryText('template.csv');
  const rightsIn = (bytes: Uint8Array) => {
    const reading = importRegistryFile(bytes, 'template.csv');
    return reading.ok ? reading.value.rights : reading.fault.reason;
  };
  const expected = rightsIn(registryFile('template.csv'));
  /** As Excel writes it in Germany: cells that hold a semicolon stand in quotes. */
  const withSemicolons = (text: string) =>
    text.replaceAll(/"[^"]*"|[^,\n]+|,/g, (cell) =>
      cell === ',' ? ';' : cell.includes(';') ? `"${cell.replaceAll('"', '')}"` : cell,
    );

  it.each([
    ['UTF-8 with a byte order mark', utf8(`\ufeff${table}`)],
    ['GB18030', gb18030(table)],
    ['UTF-8 with the line ends of Windows', utf8(table.replaceAll('\n', '\r\n'))],
    ['semicolons', utf8(withSemicolons(table))],
  ])('CSV in %s says the same', (_what, bytes) => {
    expect(expected).toHaveLength(7);
    expect(rightsIn(bytes)).toEqual(expected);
  });

  it.each([
    ['with lines in two encodings', Buffer.concat([utf8(table), gb18030(table)])],
    ['with cells of one line in two encodings', Buffer.concat([utf8(`${table}\n商标,`), gb18030('中国,')])],
    [
      'that GB18030 would swallow, line by line',
      Buffer.concat([utf8('商标,中国\n'), gb18030('商标,中国\n')]),
    ],
    [
      'that GB18030 would swallow, at the end of a line',
      Buffer.concat([utf8('a,中国\n'), gb18030('商标,中国')]),
    ],
    ['that GB18030 would swallow, cell by cell', Buffer.concat([utf8('商标,'), gb18030('中国,')])],
    ['with a byte order mark before GB18030', Buffer.concat([utf8('\ufeff'), gb18030(table)])],
    ['in UTF-16', utf16(table)],
    ['with bytes of no encoding', Buffer.concat([utf8('商标,'), Uint8Array.of(0xff, 0xff)])],
  ])('CSV %s is refused', (_what, bytes) => {
    expect(rightsIn(bytes)).toBe('bad-encoding');
  });
});
