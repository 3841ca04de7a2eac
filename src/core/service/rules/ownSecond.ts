import { readHttpDate } from '../../http/httpDate.ts';
import type { Subject } from '../request/subject.ts';

/**
 * Whether the answer that carried this Last-Modified (epoch milliseconds) was made within the same second, so that
 * a later version may bear the same date (RFC 9110 §8.8.2.2).
 */
export function isFromItsOwnSecond({ known, context }: Subject, epoch: number): boolean {
  const { lastModified, date } = known.current;
  if (lastModified.kind === 'known' && lastModified.value === epoch) return date !== undefined && date - epoch < 1000;
  return (known.resource?.records ?? []).some((record) => {
    if (record.lastModified === undefined || record.date === undefined) return false;
    const modified = readHttpDate(record.lastModified, context.now);
    const sent = readHttpDate(record.date, context.now);
    return modified.epoch === epoch && sent.epoch !== undefined && sent.epoch - epoch < 1000;
  });
}
