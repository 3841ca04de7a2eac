/** One field line: the name as written and its value, without surrounding white space. */
export type HeaderField = readonly [name: string, value: string];

/**
 * The header section in the order of the wire, duplicates kept. Never an object keyed by name: two `If-Match`
 * lines are a list of two, and a client that joins them hides what the server will see (RFC 9110 §5.3).
 */
export type HeaderList = readonly HeaderField[];

/** Whether two field names are the same; names are case-insensitive (RFC 9110 §5.1). */
export function sameName(a: string, b: string): boolean {
  return a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase());
}

/** Every value of the field, one a line, in order. */
export function fieldValues(headers: HeaderList, name: string): readonly string[] {
  const values: string[] = [];
  for (const [candidate, value] of headers) if (sameName(candidate, name)) values.push(value);
  return values;
}

/** The first line's value, or undefined when the field is absent. */
export function firstValue(headers: HeaderList, name: string): string | undefined {
  return headers.find(([candidate]) => sameName(candidate, name))?.[1];
}

/** The combined field value: its lines joined by a comma and a space (RFC 9110 §5.2); undefined when absent. */
export function combinedValue(headers: HeaderList, name: string): string | undefined {
  const values = fieldValues(headers, name);
  return values.length === 0 ? undefined : values.join(', ');
}
