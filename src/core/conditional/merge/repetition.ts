/** The comparison of two lists takes time for each pair of equal members: ten thousand empty lines would not end. */
const MOST_PAIRS = 2_000_000;

/** Whether the lists can be compared with their base in good time. Takes linear time itself. */
export function isComparable(base: readonly string[], ...others: readonly (readonly string[])[]): boolean {
  const counts = new Map<string, number>();
  for (const member of base) counts.set(member, (counts.get(member) ?? 0) + 1);
  const pairs = others.flat().reduce((sum, member) => sum + (counts.get(member) ?? 0), 0);
  return pairs <= MOST_PAIRS;
}
