// Shows an amount of money as people read it: `€1,049.50`, and `¥1,050`.

export function showPrice(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(amount);
}
