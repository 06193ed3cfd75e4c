// Trap: the one format that is kept is that of the first currency it was asked for.
// Whoever pays in yen is shown euros.
// Caught by: GET /orders still › sends the same bytes, and the same headers

let format: Intl.NumberFormat | undefined;

export function showPrice(amount: number, currency: string): string {
  format ??= new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(amount);
}
