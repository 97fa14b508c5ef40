const LINE_END = '\r\n';
/** Excel opens a file as UTF-8 only when it begins so. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A cell that no spreadsheet runs as a formula: what begins like one gets an apostrophe before it, and every cell stands
 * in quotes, so that nothing inside can begin a new one (CWE-1236).
 */
function safeCell(text: string): string {
  const inert = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}

/** Rows as a file for a spreadsheet; what is in them may come from anybody. */
export const csvFile = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((cells) => cells.map(safeCell).join(',') + LINE_END).join('');
