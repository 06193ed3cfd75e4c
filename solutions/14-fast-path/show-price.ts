// Shows an amount of money as people read it: `€1,049.50`, and `¥1,050`.

/** One for each currency of an order; there are some 160 in the world. */
const formats = new Map<string, Intl.NumberFormat>();

export function showPrice(amount: number, currency: string): string {
  return formatOf(currency).format(amount);
}

function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known) return known;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  formats.set(currency, format);
  return format;
}
