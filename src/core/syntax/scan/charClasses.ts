/** Classes of ASCII characters as bits of one table, so that the scanner's loops ask once for each character. */
export const NAME_START = 1;
export const NAME = 2;
export const HOST = 4;
export const IN_TARGET = 8;
export const FIELD_NAME = 16;
export const IN_TAG = 32;

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
});

/** Whether the code unit, below 256, is of the class. */
export function isOf(kind: number, code: number): boolean {
  return ((classes[code] ?? 0) & kind) !== 0;
}

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
