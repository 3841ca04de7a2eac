import type { Edit } from '../../span.ts';
import { children, valueSpan } from '../../syntax/values/jsonText.ts';

/**
 * Gives the member at the path of names this JSON value, in the place of the one it has or as the first member, laid
 * out as its neighbours are. Undefined where the text holds no object to put it in.
 */
export function setMember(json: string, path: readonly string[], value: string): Edit | undefined {
  const root = valueSpan(json, 0);
  return root === undefined ? undefined : setIn(json, root.start, path, value);
}

function setIn(json: string, at: number, [name, ...deeper]: readonly string[], value: string): Edit | undefined {
  if (name === undefined || json[at] !== '{') return undefined;
  const members = children(json, at);
  const found = members.find((member) => member.name === name);
  if (found === undefined) return added(json, at, members.length, `${JSON.stringify(name)}: ${nested(deeper, value)}`);
  if (deeper.length > 0) return setIn(json, found.start, deeper, value);
  const old = valueSpan(json, found.start);
  return old === undefined ? undefined : { ...old, newText: value };
}

function added(json: string, at: number, others: number, member: string): Edit {
  const start = at + 1;
  const gap = /^\s*/.exec(json.slice(start, start + 1000))?.[0] ?? '';
  // The gap before the first of the others stays where it is, and so parts them from the new one.
  return { start, end: start, newText: others === 0 ? member : `${gap}${member},${gap === '' ? ' ' : ''}` };
}

function nested(path: readonly string[], value: string): string {
  return path.reduceRight((inner, name) => `{ ${JSON.stringify(name)}: ${inner} }`, value);
}
