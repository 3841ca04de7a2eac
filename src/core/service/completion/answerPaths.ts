import { contentText } from '../../http/content/decodeBody.ts';
import type { Exchange } from '../../http/exchange.ts';
import { fieldValues, firstValue, type HeaderList } from '../../http/headerList.ts';
import { parsePath, selectJson } from '../../syntax/values/jsonPath.ts';
import { children } from '../../syntax/values/jsonText.ts';
import { looksSecret } from '../secret.ts';
import { shown } from '../words/shown.ts';
import { closing } from './closing.ts';
import { type Completion, completion } from './completion.ts';
import type { ExpressionPlace } from './place.ts';

interface Side {
  readonly place: ExpressionPlace;
  /** What is typed up to the part that is completed, its last mark included. */
  readonly head: string;
  readonly exchange: Exchange | undefined;
  readonly side: 'request' | 'response';
}

type Answer = (request: string) => Exchange | undefined;

/** More members of one answer would hide each other. */
const most = 200;

/** What follows the name of a request, as far as it is typed; undefined where none is. */
export function answerPaths(
  place: ExpressionPlace,
  names: ReadonlySet<string>,
  answer: Answer,
): readonly Completion[] | undefined {
  const match = /^(.+?)(?:\.(request|response)|(Request|Response))\.(.*)$/.exec(place.typed);
  const name = match?.[1] ?? '';
  if (match === null || !names.has(name)) return afterName(place, names);
  const side = (match[2] ?? match[3] ?? '').toLowerCase() === 'request' ? 'request' : 'response';
  const rest = match[4] ?? '';
  const head = place.typed.slice(0, place.typed.length - rest.length);
  const described: Side = { place, head, exchange: answer(name), side };
  return match[3] === undefined ? dotted(described, rest) : joined(described, rest);
}

function afterName(place: ExpressionPlace, names: ReadonlySet<string>): readonly Completion[] | undefined {
  const name = /^(.+)\.[^.]*$/.exec(place.typed)?.[1];
  if (name === undefined || !names.has(name)) return undefined;
  return ['response', 'request'].map((side) =>
    completion('path', place, `${name}.${side}.`, { label: `${name}.${side}`, continues: 'yes' }),
  );
}

/** REST Client's spelling. */
function dotted(side: Side, rest: string): readonly Completion[] {
  if (rest.startsWith('headers.')) return fields(side, 'headers.');
  if (rest.startsWith('cookies.')) return cookies(side);
  if (rest.startsWith('body.$')) return members(side, 'body.', rest.slice('body.'.length));
  return [
    part(side, 'headers.', 'a field'),
    part(side, 'body.$.', 'a member of the JSON content'),
    part(side, 'body', 'the whole content'),
    ...(side.side === 'response' ? [part(side, 'status', 'the status code'), part(side, 'cookies.', 'a cookie')] : []),
  ];
}

/** httpYac's spelling. */
function joined(side: Side, rest: string): readonly Completion[] {
  if (rest.startsWith('headers.')) return fields(side, 'headers.');
  if (rest.startsWith('parsedBody.')) return members(side, 'parsedBody', `$${rest.slice('parsedBody'.length)}`);
  return [
    part(side, 'headers.', 'a field'),
    part(side, 'parsedBody.', 'a member of the JSON content'),
    part(side, 'body', 'the whole content'),
    ...(side.side === 'response' ? [part(side, 'statusCode', 'the status code')] : []),
  ];
}

function part({ place, head }: Side, text: string, description: string): Completion {
  const continues = /\.$/.test(text) ? 'yes' : 'no';
  const whole = head + text;
  const newText = continues === 'yes' ? whole : closing(place, whole);
  return completion('path', place, newText, {
    label: text.replace(/\.$/, ''),
    description,
    filterText: whole,
    continues,
  });
}

function leaf({ place, head }: Side, text: string, label: string, description: string): Completion {
  return completion('path', place, closing(place, head + text), { label, description, filterText: head + text });
}

const usualFields: readonly string[] = ['ETag', 'Last-Modified', 'Location', 'Content-Type', 'Date', 'Cache-Control'];

/** The fields of the answer that was received, or else the usual ones. The tag comes first. */
function fields(side: Side, path: string): readonly Completion[] {
  const headers = messageOf(side)?.headers;
  if (headers === undefined) return usualFields.map((name) => leaf(side, path + name, name, 'once it is answered'));
  const names = new Map(headers.map(([name]) => [name.toLowerCase(), name]));
  const ordered = [...names.values()].sort((a, b) => Number(isTag(b)) - Number(isTag(a)));
  return ordered.map((name) => leaf(side, path + name, name, valueShown(name, headers)));
}

const isTag = (name: string) => /^etag$/i.test(name);

function valueShown(name: string, headers: HeaderList): string {
  return looksSecret(name) ? '••••' : shown(firstValue(headers, name) ?? '');
}

function cookies(side: Side): readonly Completion[] {
  const lines = fieldValues(messageOf(side)?.headers ?? [], 'set-cookie');
  const names = lines.map((line) => line.split('=', 1)[0] ?? '').filter((name) => name !== '');
  return [...new Set(names)].map((name) => leaf(side, `cookies.${name}`, name, '••••'));
}

/** The members or elements of the JSON value that the path typed so far leads to. */
function members(side: Side, prefix: string, path: string): readonly Completion[] {
  const parent = /^(\$.*)[.[][^.[\]]*$/.exec(path)?.[1] ?? '$';
  const steps = parsePath(parent);
  const value = steps === undefined ? undefined : selectJson(contentOf(side), steps);
  if (value === undefined) return [];
  const written = prefix + (prefix.endsWith('.') ? parent : parent.slice(1));
  return children(value, 0)
    .slice(0, most)
    .map(({ name, start }, at) => {
      const step = stepTo(name, at);
      const label = name ?? `[${at}]`;
      const description = looksSecret(label) ? '••••' : shown(value.slice(start, start + 80).split('\n', 1)[0] ?? '');
      return leaf(side, written + step, label, description);
    });
}

function stepTo(name: string | undefined, at: number): string {
  if (name === undefined) return `[${at}]`;
  return /^[\w$@-]+$/.test(name) ? `.${name}` : `['${name.replaceAll(/['\\]/g, '\\$&')}']`;
}

function messageOf({ exchange, side }: Side) {
  return side === 'request' ? exchange?.request : exchange?.response;
}

function contentOf(side: Side): string {
  const message = messageOf(side);
  if (message?.body === undefined) return '';
  return contentText({ headers: message.headers, body: message.body });
}
