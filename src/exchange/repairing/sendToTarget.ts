import type { HttpDocument } from '../../core/syntax/ast.ts';
import { expand } from '../../core/syntax/values/expand.ts';
import type { Prepared } from '../sending/prepareRequest.ts';
import type { SentOutcome } from '../sending/sendRequest.ts';
import type { RepairEdits } from './repairEdits.ts';

/** Aims the request at the URL that the redirect named, its conditions as they are. */
export function sendToTarget(
  document: HttpDocument,
  { placed, scope, request }: Pick<Prepared, 'placed' | 'scope' | 'request'>,
  { exchange }: Pick<SentOutcome, 'exchange'>,
): RepairEdits {
  const target = exchange.stopped?.target;
  if (target === undefined) return { kind: 'none', why: 'No redirect was left to follow.' };
  const { pieces } = placed.node.target;
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (first === undefined || last === undefined) return { kind: 'none', why: 'The file holds no target to change.' };
  const start = placed.start + first.start;
  const end = placed.start + last.end;
  const { origin, href } = new URL(target);
  const variable = /^\{\{[^{}]*\}\}(?=[/?]|$)/.exec(document.text.slice(start, end))?.[0] ?? '';
  // A variable for the server stays one, where the server is the same.
  const server = variable === '' ? undefined : expand({ text: variable, start: 0, end: variable.length }, scope).text;
  const kept = server === origin && new URL(request.url).origin === origin;
  const newText = kept ? `${variable}${href.slice(origin.length)}` : href;
  return {
    kind: 'edits',
    edits: [{ start, end, newText }],
    summary: 'The request now goes to the URL that the redirect named, under the same condition.',
  };
}
