import { touches } from '../../span.ts';
import type { PlacedRequest } from '../../syntax/locate.ts';
import { resolveRequest } from '../../syntax/resolving/resolve.ts';
import type { Scope } from '../../syntax/values/scope.ts';
import { masked } from '../secret.ts';
import type { HoverText } from './hoverAt.ts';
import { code } from './markdown.ts';

/**
 * On the request line: the header fields that go out besides those in the file, such as the environment's defaults.
 * Nothing is sent that cannot be seen. `local` counts from the block's start.
 */
export function addedFieldsHover(placed: PlacedRequest, local: number, scope: Scope): HoverText | undefined {
  const { requestLine } = placed.node;
  if (!touches(requestLine, local)) return undefined;
  const { defaults } = resolveRequest(placed, scope);
  if (defaults.length === 0) return undefined;
  const lines = defaults.map(([name, value]) => `- ${code(`${name}: ${masked(name, value)}`)}`);
  const span = { start: requestLine.start, end: requestLine.end };
  return { span, markdown: ['Sent besides the fields written here:', lines.join('\n')].join('\n\n') };
}
