/** `CJ-SX-2026-000123`: the lot's number carries the sale confirmation (成交确认书); a second sale of the lot adds `-2`. */
export const confirmationNumber = (lotNumber: string, sale = 1): string =>
  sale === 1 ? `CJ-${lotNumber}` : `CJ-${lotNumber}-${String(sale)}`;
