/** `CJ-SX-2026-000123`: one sale confirmation (成交确认书) per lot, so the lot's number carries it. */
export const confirmationNumber = (lotNumber: string): string => `CJ-${lotNumber}`;
