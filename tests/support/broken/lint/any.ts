export function amountOf(body: any): number {
  return body.amount;
}
