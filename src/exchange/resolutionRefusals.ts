import { shift } from '../core/span.ts';
import type { PlacedRequest } from '../core/syntax/locate.ts';
import type { ResolutionFault, ResolvedRequest } from '../core/syntax/resolution.ts';
import type { Refusal } from './sendFault.ts';

/**
 * What the parser and the resolution found wrong with a request, as reasons not to send it. For a look-up, what
 * lies in a precondition or in the content is passed over.
 */
export function resolutionRefusals(
  placed: PlacedRequest,
  resolved: ResolvedRequest,
  purpose: 'whole' | 'look-up',
): readonly Refusal[] {
  const faults = resolved.faults.filter((fault) => purpose === 'whole' || !sparedByLookUp(placed, fault));
  const refusals = [...lineRefusals(placed), ...faults.flatMap((fault) => refusalOf(placed, resolved, fault))];
  if (resolved.url === undefined && refusals.length === 0) refusals.push(urlRefusal(placed, resolved));
  return refusals.map((refusal) => shift(refusal, placed.start));
}

function lineRefusals({ block, node }: PlacedRequest): Refusal[] {
  return block.faults.flatMap((fault): Refusal[] => {
    if (fault.start < node.start || fault.end > node.end) return [];
    if (fault.code !== 'request-line-invalid' && fault.code !== 'header-name-invalid') return [];
    const { code, start, end } = fault;
    return [{ code, subject: block.text.slice(start, end), start, end }];
  });
}

/** A value's characters are judged by `headerFaults`, with the character at fault. */
function refusalOf(placed: PlacedRequest, resolved: ResolvedRequest, fault: ResolutionFault): Refusal[] {
  const { code, start, end, subject } = fault;
  if (code === 'header-value-invalid') return [];
  if (code === 'header-name-invalid') return [{ code, subject, start, end }];
  if (code === 'url-invalid') return [urlRefusal(placed, resolved)];
  const field = placed.node.headers.find((header) => start >= header.start && end <= header.end)?.name.text;
  return [{ code, expression: subject, reason: fault.reason ?? 'undefined', field, start, end }];
}

function urlRefusal({ node: { target } }: PlacedRequest, resolved: ResolvedRequest): Refusal {
  return { code: 'url-invalid', subject: resolved.target, start: target.start, end: target.end };
}

function sparedByLookUp({ node }: PlacedRequest, { start, end }: ResolutionFault): boolean {
  if (node.body.kind !== 'none' && start >= node.body.start) return true;
  return node.headers.some(
    ({ name, ...span }) => /^if(-|$)/i.test(name.text) && start >= span.start && end <= span.end,
  );
}
