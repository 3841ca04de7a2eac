/*
 * Classes of characters as bits of one table, so that the scanner's loops ask once for each character. The numbers are
 * the module's own, here and in its neighbours: what a module imports is no constant to the machine's compiler.
 */
const NAME_START = 1;
const NAME = 2;
const HOST = 4;
const IN_TARGET = 8;
const FIELD_NAME = 16;
const IN_TAG = 32;
const LETTER = 64;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

const classes = table({
  [NAME_START]: `${letters}_`,
  [NAME]: `${letters}${digits}_`,
  [HOST]: `${letters}${digits}.-`,
  // Without `#`, which is not sent, and without what has to be escaped.
  [IN_TARGET]: `${letters}${digits}_.~!$&'()*+,;=:@%/?-`,
  [FIELD_NAME]: `${letters}${digits}-`,
  [IN_TAG]: `${letters}${digits}_.:+-`,
  [LETTER]: letters,
});

function table(members: Readonly<Record<number, string>>): Uint8Array {
  const bits = new Uint8Array(256);
  for (const [bit, characters] of Object.entries(members)) {
    for (const character of characters) {
      const code = character.charCodeAt(0);
      bits[code] = (bits[code] ?? 0) | Number(bit);
    }
  }
  return bits;
}

/** Whether the byte may begin the plain name of a variable. */
export function isNameStart(code: number): boolean {
  return ((classes[code] ?? 0) & NAME_START) !== 0;
}

/** Whether the byte may stand in the plain name of a variable. */
export function isName(code: number): boolean {
  return ((classes[code] ?? 0) & NAME) !== 0;
}

/** Whether the byte may stand in the name of a host. */
export function isHost(code: number): boolean {
  return ((classes[code] ?? 0) & HOST) !== 0;
}

/** Whether the byte may stand in a path or a query as it is. */
export function isInTarget(code: number): boolean {
  return ((classes[code] ?? 0) & IN_TARGET) !== 0;
}

/** Whether the byte is one of those that the names of fields are usually made of. */
export function isFieldName(code: number): boolean {
  return ((classes[code] ?? 0) & FIELD_NAME) !== 0;
}

/** Whether the byte is one of those that tags are usually made of. */
export function isInTag(code: number): boolean {
  return ((classes[code] ?? 0) & IN_TAG) !== 0;
}

/** Whether the byte is an ASCII letter. */
export function isLetter(code: number): boolean {
  return ((classes[code] ?? 0) & LETTER) !== 0;
}

/** Whether the byte is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether the byte is a space or a tab. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
