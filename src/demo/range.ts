import type { Answer } from './message.ts';
import { bare } from './message.ts';

/** The part of a 200 that a single byte range asks for; several ranges, or another unit, get the whole (§14.2). */
export function partOf(whole: Answer, range: string): Answer {
  const size = whole.content?.length ?? 0;
  const asked = /^bytes=(\d*)-(\d*)$/i.exec(range.trim());
  if (whole.content === undefined || asked === null || range.trim().endsWith('=-')) return whole;
  const [, from = '', to = ''] = asked;
  if (from !== '' && to !== '' && Number(to) < Number(from)) return whole;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end) return bare(416, [['Content-Range', `bytes */${size}`]]);
  return {
    status: 206,
    headers: [...whole.headers, ['Content-Range', `bytes ${start}-${end}/${size}`]],
    content: whole.content.subarray(start, end + 1),
  };
}
