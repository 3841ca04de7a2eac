import { expand } from './expand.ts';
import type { PlacedRequest } from './locate.ts';
import type { ResolutionFault, ResolvedRequest } from './resolution.ts';
import type { Scope } from './scope.ts';

/** What the request would put on the wire with the scope's values, and why it could not. */
export function resolveRequest(placed: PlacedRequest, scope: Scope): ResolvedRequest {
  const { node } = placed;
  const target = expand(node.target, scope);
  const headers = node.headers.map((header) => {
    const value = expand(header.value, scope);
    return { node: header, field: [header.name.text, value.text] as const, value };
  });
  const url = encodeURI(decodeURI(target.text));
  const faults: ResolutionFault[] = [];
  return {
    method: node.method?.text.toUpperCase() ?? 'GET',
    url: URL.canParse(url) ? url : undefined,
    target: target.text,
    headers,
    body: node.body.parts.map((part) =>
      part.kind === 'text'
        ? { kind: 'text', text: expand(part, scope).text, node: part }
        : { kind: 'file', path: expand(part.path, scope).text, node: part },
    ),
    faults,
  };
}
