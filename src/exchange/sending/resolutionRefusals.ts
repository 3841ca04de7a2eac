import { type Span, shift } from '../../core/span.ts';
import type { PlacedRequest } from '../../core/syntax/locate.ts';
import type { ResolutionFault, ResolvedRequest } from '../../core/syntax/resolving/resolution.ts';
import { withoutUserinfo } from '../../core/syntax/resolving/resolveUrl.ts';
import type { Refusal } from './sendFault.ts';

/**
 * What the parser and the resolution found wrong with a request, as reasons not to send it. What lies in `omitted`
 * (block-relative) does not go out and is passed over.
 */
export function resolutionRefusals(
  placed: PlacedRequest,
  resolved: ResolvedRequest,
  omitted: readonly Span[],
): readonly Refusal[] {
  const faults = resolved.faults.filter((fault) => !omitted.some((span) => lies(fault, span)));
  const refusals = [...lineRefusals(placed), ...faults.flatMap((fault) => refusalOf(placed, fault))];
  const foreign = refusals.filter(({ code }) => code === 'protocol-unsupported');
  if (foreign.length > 0) return foreign.map((refusal) => shift(refusal, placed.start));
  if (resolved.url === undefined && refusals.length === 0) refusals.push(urlRefusal(placed, resolved));
  return refusals.map((refusal) => shift(refusal, placed.start));
}

function lineRefusals({ block, node }: PlacedRequest): Refusal[] {
  return block.faults.flatMap((fault): Refusal[] => {
    if (fault.start < node.start || fault.end > node.end) return [];
    const { code, start, end } = fault;
    if (code !== 'request-line-invalid' && code !== 'header-name-invalid' && code !== 'protocol-unsupported') return [];
    return [{ code, subject: block.text.slice(start, end), start, end }];
  });
}

/** A value's characters are judged by `headerFaults`, with the character at fault. */
function refusalOf(placed: PlacedRequest, fault: ResolutionFault): Refusal[] {
  const { code, start, end, subject, question } = fault;
  if (code === 'header-value-invalid') return [];
  if (code === 'header-name-invalid' || code === 'url-invalid') return [{ code, subject, start, end }];
  const field = placed.node.headers.find((header) => lies(fault, header))?.name.text;
  const reason = fault.reason ?? 'undefined';
  return [{ code, expression: subject, reason, field, start, end, ...(question && { question }) }];
}

function urlRefusal({ node: { target } }: PlacedRequest, resolved: ResolvedRequest): Refusal {
  return { code: 'url-invalid', subject: withoutUserinfo(resolved.target), start: target.start, end: target.end };
}

const lies = ({ start, end }: Span, within: Span) =>
  within.end > within.start && start >= within.start && end <= within.end;
