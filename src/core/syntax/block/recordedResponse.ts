import type { Token } from '../../span.ts';
import { type BlockDraft, inBlock, tokenOf } from './blockDraft.ts';
import { trimEnd } from './characters.ts';
import { readHeaders } from './headerSection.ts';
import { statusOn } from './statusLine.ts';

/** Reads a recorded response at the current line, if there is one, up to the block's end. */
export function readResponse(draft: BlockDraft): boolean {
  const { lines } = draft;
  const { text, first, end } = lines;
  const status = statusOn(text, first, end);
  if (status === undefined) return false;
  const statusLine = tokenOf(draft, first, trimEnd(text, first, end));
  lines.advance();
  const headers = readHeaders(draft, []);
  const body = readContent(draft);
  draft.responses.push({
    start: statusLine.start,
    end: Math.max(statusLine.end, headers.at(-1)?.end ?? 0, body.end),
    statusLine,
    status,
    headers,
    body,
  });
  return true;
}

/** Everything after the blank line up to the block's end, without blank lines around it. */
function readContent(draft: BlockDraft): Token {
  const { lines } = draft;
  if (inBlock(draft) && !lines.blank) return tokenOf(draft, lines.start, lines.start);
  while (inBlock(draft) && lines.blank) lines.advance();
  const { start } = lines;
  let end = start;
  for (; inBlock(draft); lines.advance()) if (!lines.blank) end = lines.end;
  return tokenOf(draft, start, end);
}
