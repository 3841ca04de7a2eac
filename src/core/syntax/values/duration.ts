/** As long as a timer can run. */
const longest = 2_147_483_647;

/** Milliseconds: `5 s`, `500 ms`, `1 m`; a bare number counts milliseconds, as httpYac has it. Anything else says nothing. */
export function milliseconds(text: string): number | undefined {
  const [, amount = '', unit = 'ms'] = /^(\d{1,9})\s*(ms|s|m)?$/i.exec(text.trim()) ?? [];
  const factors: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
  if (Number(amount) === 0) return undefined;
  return Math.min(Number(amount) * (factors[unit.toLowerCase()] ?? 1), longest);
}
