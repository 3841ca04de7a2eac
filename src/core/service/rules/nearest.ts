/** The candidate nearest to the word, at most `slips` slips away: a letter left out, added, changed, or two swapped. */
export function nearest(word: string, candidates: readonly string[], slips: number): string | undefined {
  let best: string | undefined;
  let least = slips + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const distance = slipsBetween(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** The Damerau-Levenshtein distance (restricted: no letter is moved twice). Both words are short. */
function slipsBetween(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = cell(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const least = Math.min(changed, cell(row, j) + 1, cell(next, j - 1) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(swapped ? Math.min(least, cell(before, j - 2) + 1) : least);
    }
    before = row;
    row = next;
  }
  return cell(row, b.length);
}

const cell = (row: readonly number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY;
