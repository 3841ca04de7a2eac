import { allFields, type FieldDoc } from '../../http/fields.ts';
import { sectionLink } from '../hover/markdown.ts';
import { type Completion, completion } from './completion.ts';
import type { FieldNamePlace } from './place.ts';

/** Written by the client, or no field of a request. */
const withheld: ReadonlySet<string> = new Set(['Content-Length', 'Transfer-Encoding', 'Date', 'Via', 'Content-Range']);

const reads: readonly string[] = ['If-None-Match', 'If-Modified-Since', 'If-Range'];
const writes: readonly string[] = ['If-Match', 'If-None-Match', 'If-Unmodified-Since'];

/** The fields of requests, with their documentation: first the preconditions that make sense with the method. */
export function fieldNames(place: FieldNamePlace): readonly Completion[] {
  const { start, node } = place.request;
  const { method, headers } = node;
  const first = /^(?:GET|HEAD)$/i.test(method?.text ?? 'GET') ? reads : writes;
  const others = headers.filter(({ name }) => start + name.start !== place.start);
  const present = new Set(others.map(({ name }) => name.text.toLowerCase()));
  const offered = allFields().filter(
    ({ name, where }) => where !== 'response' && !withheld.has(name) && !present.has(name.toLowerCase()),
  );
  return [...offered].sort((a, b) => rank(a, first) - rank(b, first)).map((doc) => fieldName(place, doc));
}

function rank({ name, kind }: FieldDoc, first: readonly string[]): number {
  const at = first.indexOf(name);
  if (at >= 0) return at;
  return kind === 'precondition' ? first.length : first.length + 1;
}

function fieldName(place: FieldNamePlace, doc: FieldDoc): Completion {
  const newText = place.colon === 'yes' ? doc.name : `${doc.name}: `;
  return completion('field', place, newText, {
    label: doc.name,
    description: doc.rfc,
    documentation: `${doc.summary}\n\n${sectionLink(doc)}`,
    continues: place.colon === 'yes' ? 'no' : 'yes',
  });
}
