import { type HeaderField, type HeaderList, sameName } from '../../core/http/headerList.ts';

/**
 * From which field of the file each computed field came, if from any. What was sent is shown and asked about again,
 * by another method or at another URL, where an answer or a signature of before would be wrong.
 */
export type Derived = WeakMap<HeaderField, HeaderField | undefined>;

/** Notes what was made of the written fields. */
export function noteDerived(derived: Derived, written: HeaderList, sent: HeaderList): void {
  if (written === sent) return;
  const own = new Set(written);
  for (const field of sent) {
    if (!own.has(field))
      derived.set(
        field,
        written.find(([name]) => sameName(name, field[0])),
      );
  }
}

/** The fields as they were before anything was computed. */
export function asWritten(derived: Derived, headers: HeaderList): HeaderList {
  if (!headers.some((field) => derived.has(field))) return headers;
  return headers.flatMap((field) => {
    if (!derived.has(field)) return [field];
    const origin = derived.get(field);
    return origin === undefined ? [] : [origin];
  });
}
