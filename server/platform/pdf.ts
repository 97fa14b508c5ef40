import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
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
const font = readFileSync(new URL('fonts/noto-sans-sc.ttf', import.meta.url));

const MARGIN = 40;
const ROW = 15;
const FOOT = 30;
const GREY = '#555555';

/** A document of tables on A4, with only the letters it uses. */
export async function renderPdf(paper: PdfPaper): Promise<Buffer> {
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
  document.registerFont('text', font).font('text');
  document.fontSize(16).text(paper.title);
  document.fontSize(9).fillColor(GREY);
  for (const line of paper.lead) document.text(line);
  for (const section of paper.sections) drawSection(document, section);
  numberPages(document, paper.pageOf);
  document.end();
  await ended;
  return Buffer.concat(parts);
}

const bottomOf = ({ page }: PDFKit.PDFDocument): number => page.height - MARGIN - FOOT;

function drawSection(document: PDFKit.PDFDocument, { heading, notes, columns, rows }: PdfSection): void {
  // A heading alone at the foot of a page belongs to nothing.
  if (document.y + 5 * ROW > bottomOf(document)) document.addPage();
  document.moveDown(1.5).fillColor('black').fontSize(11).text(heading, MARGIN);
  document.fontSize(8.5);
  for (const note of notes) document.fillColor(GREY).text(note);
  document.moveDown(0.5);
  const heads = columns.map(({ head }) => head);
  drawRow(document, columns, heads, GREY);
  for (const row of rows) {
    if (document.y + ROW > bottomOf(document)) {
      document.addPage();
      drawRow(document, columns, heads, GREY);
    }
    drawRow(document, columns, row, 'black');
  }
}

function drawRow(
  document: PDFKit.PDFDocument,
  columns: readonly PdfColumn[],
  cells: readonly string[],
  colour: string,
): void {
  const top = document.y;
  let left = MARGIN;
  document.fillColor(colour);
  for (const [index, { width, isRight }] of columns.entries()) {
    document.text(cells[index] ?? '', left, top, {
      ...{ width: width - 6, height: ROW, lineBreak: false, ellipsis: true },
      align: isRight ? 'right' : 'left',
    });
    left += width;
  }
  document
    .moveTo(MARGIN, top + ROW - 2)
    .lineTo(left - 6, top + ROW - 2)
    .lineWidth(0.25)
    .strokeColor('#bbbbbb')
    .stroke();
  document.x = MARGIN;
  document.y = top + ROW;
}

function numberPages(document: PDFKit.PDFDocument, pageOf: PdfPaper['pageOf']): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    document
      .fontSize(8)
      .fillColor(GREY)
      .text(pageOf(page + 1, count), MARGIN, document.page.height - MARGIN - 10, {
        width: document.page.width - 2 * MARGIN,
        align: 'center',
        lineBreak: false,
      });
  }
}
