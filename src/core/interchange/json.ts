/** The value of JSON text, or undefined when it is none. Browsers write a byte order mark, and JSON has none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** The member of an object, undefined for anything else; never what an object inherits. */
export function member(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, name)
    ? (data as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** The text, when it is one. */
export const stringOf = (data: unknown): string | undefined => (typeof data === 'string' ? data : undefined);

/** The number, when it is a finite one. */
export const numberOf = (data: unknown): number | undefined =>
  typeof data === 'number' && Number.isFinite(data) ? data : undefined;

/** The members of an array; none for anything else. */
export const listOf = (data: unknown): readonly unknown[] => (Array.isArray(data) ? data : []);
