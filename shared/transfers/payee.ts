/** Digits, or an IBAN, as pain.001 takes it. */
export const ACCOUNT_NUMBER = /^[0-9A-Za-z]{4,34}$/;

/** Twelve digits of the PBoC's payment system (CNAPS), or nothing. */
export const BANK_CODE = /^(?:\d{12})?$/;
