const letters = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
/** Longer random text serves nobody and a typing slip should not fill the memory. */
const longest = 10_000;

/** In [0, 1). */
type Random = () => number;

/** A version 4 UUID (RFC 9562 §5.4). */
export function uuid(random: Random): string {
  const pattern = 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx';
  return pattern.replaceAll(/[xy]/g, (place) => {
    const nibble = Math.floor(random() * 16);
    return (place === 'x' ? nibble : (nibble & 3) | 8).toString(16);
  });
}

/** A whole number from `min` up to, not including, `max`; undefined when there is none. */
export function randomInteger(random: Random, min: number, max: number): string | undefined {
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || max <= min) return undefined;
  return String(min + Math.floor(random() * (max - min)));
}

/** `uuid`, `integer(a, b)`, `float(a, b)`, `alphabetic(n)`, `alphanumeric(n)`, `hexadecimal(n)`, `email`, after `$random.` */
export function randomByName(random: Random, call: string): string | undefined {
  const match = /^([a-z]+)(?:\(([\d\s.,+-]*)\))?$/i.exec(call);
  if (match === null) return undefined;
  const given = (match[2] ?? '').split(',').map((text) => text.trim());
  const numbers = given.filter((text) => text !== '').map(Number);
  if (numbers.some(Number.isNaN)) return undefined;
  return byName(random, match[1] ?? '', numbers);
}

function byName(random: Random, name: string, [first, second]: readonly number[]): string | undefined {
  switch (name) {
    case 'uuid':
      return uuid(random);
    case 'integer':
      return randomInteger(random, second === undefined ? 0 : (first ?? 0), second ?? first ?? 1000);
    case 'float':
      return randomFloat(random, second === undefined ? 0 : (first ?? 0), second ?? first ?? 1000);
    case 'alphabetic':
      return text(random, letters + letters.toUpperCase(), first ?? 10);
    case 'alphanumeric':
      return text(random, letters + letters.toUpperCase() + digits, first ?? 10);
    case 'hexadecimal':
      return text(random, `${digits}abcdef`, first ?? 10);
    case 'email':
      return `${text(random, letters, 8)}@example.com`;
    default:
      return undefined;
  }
}

function randomFloat(random: Random, min: number, max: number): string | undefined {
  return max > min ? String(min + random() * (max - min)) : undefined;
}

function text(random: Random, alphabet: string, length: number): string | undefined {
  if (!Number.isInteger(length) || length < 1 || length > longest) return undefined;
  return Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
}
