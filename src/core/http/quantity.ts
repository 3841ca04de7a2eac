/** A number of bytes for a person: `214 B`, `1.4 kB`, `12 MB`. Decimal units, two digits where that says more. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  let amount = bytes / 1000;
  let unit = 0;
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${short(amount)} ${units[unit]}`;
}

/** Milliseconds for a person: `38 ms`, `2.1 s`, `3 min`. */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${short(milliseconds / 1000)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

function short(amount: number): string {
  return amount < 9.95 ? amount.toFixed(1).replace(/\.0$/, '') : String(Math.round(amount));
}
