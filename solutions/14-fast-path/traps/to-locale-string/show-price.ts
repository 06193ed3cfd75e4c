// Trap: `toLocaleString` with options makes a format inside, at each call. The code
// is shorter, and the time is the same.
// Caught by: GET /orders does once › what it needs for each currency, whatever the number of orders

export function showPrice(amount: number, currency: string): string {
  return amount.toLocaleString("en", { style: "currency", currency });
}
