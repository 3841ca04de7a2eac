/** One JSON answer on a line of its own. Absent members of ours are `null` where the contract has them so. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** `null` for what is undefined: JSON has no other way to say that something is not there. */
export function orNull<T>(value: T | undefined): T | null {
  return value === undefined ? null : value;
}
