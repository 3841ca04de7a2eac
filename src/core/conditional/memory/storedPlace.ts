/**
 * A place in a stored form. What does not fit is noted in `faults`, and reading goes on with a value of the right
 * type; the whole is thrown away in the end.
 */
export interface Place {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly faults: string[];
}

/** The place of an object; its faults go to `faults`. */
export function placeAt(data: unknown, path: string, faults: string[]): Place {
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) {
    return { fields: data as Place['fields'], path, faults };
  }
  faults.push(`${path} is not an object`);
  return { fields: {}, path, faults };
}

/** The places of a list's members. */
export function listIn({ fields, path, faults }: Place, name: string): readonly Place[] {
  const list = fields[name];
  if (!Array.isArray(list)) {
    faults.push(`${path}.${name} is not a list`);
    return [];
  }
  return list.map((each: unknown, index) => placeAt(each, `${path}.${name}[${index}]`, faults));
}

/** A text that must be there. */
export function textIn({ fields, path, faults }: Place, name: string): string {
  const text = fields[name];
  if (typeof text === 'string') return text;
  faults.push(`${path}.${name} is not a text`);
  return '';
}

/** A text that may be missing. */
export function optionalText(place: Place, name: string): string | undefined {
  return place.fields[name] === undefined ? undefined : textIn(place, name);
}

/** A finite number that must be there. */
export function numberIn({ fields, path, faults }: Place, name: string): number {
  const number = fields[name];
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  faults.push(`${path}.${name} is not a number`);
  return 0;
}

/** A text that must be one of those given. */
export function oneOf<const T extends string>(place: Place, name: string, allowed: readonly T[]): T | undefined {
  const value = place.fields[name];
  const found = allowed.find((each) => each === value);
  if (found === undefined) place.faults.push(`${place.path}.${name} is none of ${allowed.join(', ')}`);
  return found;
}

/** A list of texts. */
export function textsIn({ fields, path, faults }: Place, name: string): readonly string[] {
  const list: unknown = fields[name];
  const texts = Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string') : [];
  if (!Array.isArray(list) || texts.length !== list.length) faults.push(`${path}.${name} is not a list of texts`);
  return texts;
}
