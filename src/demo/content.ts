import { encodeJson } from './message.ts';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The value of UTF-8 JSON text, or undefined when it is none. */
export function parseJson(content: Uint8Array): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)) as Json };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** RFC 7396. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name) ?? null, value));
  }
  return Object.fromEntries(merged);
}

const isObject = (value: Json): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The article as somebody else leaves it: another body, the next version. */
export function editedBySomebodyElse(content: Uint8Array): Uint8Array {
  const value = parseJson(content)?.value ?? null;
  const article = isObject(value) ? value : { title: 'On lost updates', was: value };
  const version = typeof article['version'] === 'number' ? article['version'] + 1 : 2;
  return encodeJson({ ...article, body: 'Somebody else was here first.', version, editedBy: 'somebody else' });
}
