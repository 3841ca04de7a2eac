import { fieldValues, type HeaderList } from '../../core/http/headerList.ts';

/** The number of bytes that `Content-Length` promises; undefined where it promises none, or too many to count. */
export function announcedLength(headers: HeaderList): number | undefined {
  const [length] = fieldValues(headers, 'Content-Length');
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}
