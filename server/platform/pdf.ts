import { readFile } from 'node:fs/promises';
import type { Instant } from '@reassign/shared/kernel/instant.ts';

export interface PdfColumn {
  readonly head: string;
  /** Points; all columns together 515, the width of A4 within its margins. */
  readonly width: number;
  readonly isRight?: boolean;
}

export interface PdfSection {
  readonly heading: string;
  readonly notes: readonly string[];
  readonly columns: readonly PdfColumn[];
  readonly rows: readonly (readonly string[])[];
}

export interface PdfPaper {
  readonly title: string;
  readonly lead: readonly string[];
  readonly sections: readonly PdfSection[];
  /** Below all of it: a QR code (rows of modules) and what stands beside it. */
  readonly end?: { readonly qr: readonly (readonly boolean[])[]; readonly lines: readonly string[] };
  /** `2 / 3` at the foot. */
  readonly pageOf: (page: number, pages: number) => string;
  /** A screen reader needs to know; BCP 47. */
  readonly locale: string;
  /** When it was made. */
  readonly at: Instant;
}

/**
 * Noto Sans SC, simplified Chinese and Latin (SIL Open Font License, beside it). As plain TrueType: pdfkit takes seconds to
 * unpack WOFF, and no system font is asked for.
 */
const font = new URL('fonts/noto-sans-sc.ttf', import.meta.url);

const MARGIN = 40;
const ROW = 15;
/** Between two rows, and between two columns. */
const LEADING = 4;
const GAP = 6;
const FOOT = 30;
const GREY = '#555555';

/** A long paper lets others have their turn: bids come before statements. */
const ROWS_IN_A_TURN = 20;
const nextTurn = (): Promise<unknown> => new Promise((done) => setImmediate(done));

/** A document of tables on A4, with only the letters it uses. */
export async function renderPdf(paper: PdfPaper): Promise<Buffer> {
  // Half a second that no start waits for.
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({
    ...{ size: 'A4', margin: MARGIN, bufferPages: true, lang: paper.locale, displayTitle: true },
    info: { Title: paper.title, CreationDate: new Date(paper.at) },
  });
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.once('end', resolve);
    document.once('error', reject);
  });
  document.registerFont('text', await readFile(font)).font('text');
  document.fontSize(16).text(paper.title);
  document.fontSize(9).fillColor(GREY);
  for (const line of paper.lead) document.text(line);
  for (const section of paper.sections) await drawSection(document, section);
  if (paper.end) drawEnd(document, paper.end);
  numberPages(document, paper.pageOf);
  document.end();
  await ended;
  return Buffer.concat(parts);
}

const bottomOf = ({ page }: PDFKit.PDFDocument): number => page.height - MARGIN - FOOT;

async function drawSection(document: PDFKit.PDFDocument, section: PdfSection): Promise<void> {
  const { heading, notes, columns, rows } = section;
  // A heading alone at the foot of a page belongs to nothing.
  if (document.y + 5 * ROW > bottomOf(document)) document.addPage();
  document.moveDown(1.5).fillColor('black').fontSize(11).text(heading, MARGIN);
  document.fontSize(8.5);
  for (const note of notes) document.fillColor(GREY).text(note);
  document.moveDown(0.5);
  const heads = columns.map(({ head }) => head);
  drawRow(document, columns, heads, GREY);
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_IN_A_TURN === 0) await nextTurn();
    if (document.y + heightOf(document, columns, row) > bottomOf(document)) {
      document.addPage();
      drawRow(document, columns, heads, GREY);
    }
    drawRow(document, columns, row, 'black');
  }
}

/** A cell that is too long goes on below: nothing on a paper is cut off. */
const heightOf = (document: PDFKit.PDFDocument, columns: readonly PdfColumn[], cells: readonly string[]) =>
  LEADING +
  Math.max(
    ...columns.map(({ width }, index) => document.heightOfString(cells[index] ?? '', { width: width - GAP })),
  );

function drawRow(
  document: PDFKit.PDFDocument,
  columns: readonly PdfColumn[],
  cells: readonly string[],
  colour: string,
): void {
  const top = document.y;
  const bottom = top + heightOf(document, columns, cells);
  let left = MARGIN;
  document.fillColor(colour);
  for (const [index, { width, isRight }] of columns.entries()) {
    document.text(cells[index] ?? '', left, top, { width: width - GAP, align: isRight ? 'right' : 'left' });
    left += width;
  }
  const line = bottom - LEADING / 2;
  document
    .moveTo(MARGIN, line)
    .lineTo(left - GAP, line)
    .lineWidth(0.25)
    .strokeColor('#bbbbbb')
    .stroke();
  document.x = MARGIN;
  document.y = bottom;
}

const QR_SIZE = 110;

/** Square by square, so that it is as sharp on paper as on a screen. */
function drawEnd(document: PDFKit.PDFDocument, { qr, lines }: NonNullable<PdfPaper['end']>): void {
  if (document.y + QR_SIZE + ROW > bottomOf(document)) document.addPage();
  const top = document.y + ROW;
  const size = QR_SIZE / qr.length;
  for (const [row, modules] of qr.entries())
    for (const [column, isDark] of modules.entries())
      if (isDark) document.rect(MARGIN + column * size, top + row * size, size, size);
  document.fill('black');
  document.fontSize(8.5).fillColor(GREY);
  const left = MARGIN + QR_SIZE + 2 * GAP;
  document.text(lines.join('\n'), left, top, { width: document.page.width - MARGIN - left });
  document.x = MARGIN;
  document.y = Math.max(document.y, top + QR_SIZE);
}

function numberPages(document: PDFKit.PDFDocument, pageOf: PdfPaper['pageOf']): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    document
      .fontSize(8)
      .fillColor(GREY)
      .text(pageOf(page + 1, count), MARGIN, document.page.height - MARGIN - 16, {
        width: document.page.width - 2 * MARGIN,
        align: 'center',
        lineBreak: false,
      });
  }
}
