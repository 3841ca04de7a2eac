import type { Exchange, Hop, HttpRequest, HttpResponse } from '../../core/http/exchange.ts';
import type { HeaderField, HeaderList } from '../../core/http/headerList.ts';
import { HIDDEN, isSecretField, isSecretParameter, withoutSecrets, withoutUrlSecrets } from '../../core/http/secret.ts';
import { parseJson } from '../../core/interchange/json.ts';
import { looksSecret } from '../../core/service/secret.ts';
import { directiveKey } from '../../core/syntax/block/directives.ts';
import type { PlacedRequest } from '../../core/syntax/locate.ts';
import { references } from '../../core/syntax/values/expand.ts';
import type { Scope } from '../../core/syntax/values/scope.ts';

/** A shorter value would be found everywhere, and tells nobody anything. */
const shortest = 4;
/** What a content holds is often a word for an example, which stands elsewhere too. */
const shortestInContent = 6;
/** Each is looked for in everything that is kept. */
const mostInContent = 200;

/** Of a longer content nothing is kept, in bytes. */
const LONGEST_CONTENT = 1_048_576;

/** Takes the secrets out of a text. */
export type Hide = (text: string) => string;

/**
 * What hides, in any text, the secrets that went into the request: credentials of its fields, its URL and its
 * content, and the values of variables that are secret by their name or by `# @secret`. Members and fields of contents with secret
 * names are hidden whatever their values are.
 */
export function hidingSecrets(
  placed: PlacedRequest,
  scope: Scope,
  sent: Pick<HttpRequest, 'url' | 'headers'> & Partial<Pick<HttpRequest, 'body'>>,
  answer: HeaderList = [],
): Hide {
  const values = [
    ...variablesOf(placed, scope),
    ...credentialsIn([...sent.headers, ...answer]),
    ...parametersOf(sent.url),
    ...secretsIn(new TextDecoder().decode(sent.body?.subarray(0, LONGEST_CONTENT))),
  ];
  const found = new Set(values.filter((value) => value.length >= shortest).flatMap(spellings));
  const longestFirst = [...found].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((rest, value) => rest.replaceAll(value, HIDDEN), text);
}

/** The exchange without secrets, without what went over the wire, and without the contents. */
export function withoutSecretsIn(exchange: Exchange, hide: Hide): Exchange {
  const { wire: _, informational: __, request, response, hops, stopped, ...others } = exchange;
  const url = urlHiding(hide);
  return {
    ...others,
    request: {
      method: request.method,
      url: url(request.url),
      headers: fieldsWithout(request.headers, hide),
      body: undefined,
      ...(request.target && { target: request.target }),
    },
    response: response && responseWithout(response, hide),
    hops: hops.map((hop) => hopWithout(hop, hide)),
    ...(stopped && { stopped: { ...stopped, target: url(stopped.target) } }),
  };
}

/** A text content without the values of members, fields and elements that are secret by their names. */
export function contentWithout(text: string, hide: Hide): string {
  return coveringMembers(hide(text), (_, quote) => `${quote}${HIDDEN}${quote}`);
}

/** What stands for a value as it is written; `quote` is what JSON has around a text, also in place of a number. */
type Cover = (value: string, quote: '"' | '') => string;

/** The text with the values of secret members, fields and elements covered. */
function coveringMembers(text: string, cover: Cover): string {
  return text
    .replace(
      /"([^"\\]{1,64})"(\s{0,16}:\s{0,16})("[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]{0,40})/g,
      (whole, name: string, colon: string, value: string) =>
        isSecretMember(name) ? `"${name}"${colon}${cover(value, '"')}` : whole,
    )
    .replace(/(^|&)([^=&\s]{1,64})=([^&\s]+)/g, (whole, before: string, name: string, value: string) =>
      isSecretMember(name) ? `${before}${name}=${cover(value, '')}` : whole,
    )
    .replace(/<([A-Za-z][\w.:-]{0,63})>([^<]+)<\//g, (whole, name: string, value: string) =>
      isSecretMember(name) ? `<${name}>${cover(value, '')}</` : whole,
    )
    .replace(
      /(;[ \t]{0,8}name="?([\w.-]{1,64})"?[^\n]{0,200}\r?\n\r?\n)([^\r\n]+)/g,
      (whole, head: string, name: string, value: string) =>
        isSecretMember(name) ? `${head}${cover(value, '')}` : whole,
    );
}

/** The values that are secret by their names, as they stand in the content and as they are meant. */
function secretsIn(content: string): readonly string[] {
  const found: string[] = [];
  coveringMembers(content, (value, quote) => {
    const [[, plain] = []] = quote === '' ? new URL(`x:?v=${value}`).searchParams : [];
    const meant = quote === '' ? plain : stringIn(value);
    if (found.length < mostInContent) found.push(value.replace(/^"|"$/g, ''), meant ?? '');
    return value;
  });
  return found.filter((value) => value.length >= shortestInContent);
}

/** Undefined where the quotes hold no string of JSON. */
function stringIn(quoted: string): string | undefined {
  const read = parseJson(quoted);
  return typeof read === 'string' ? read : undefined;
}

/** Names such as `code` and `key` are usual in contents and mean no secret there. */
function isSecretMember(name: string): boolean {
  if (/^(?:csrf|xsrf)/i.test(name)) return true;
  return (
    looksSecret(name) || (isSecretParameter(name) && !/^(?:code|key|auth|session)$|[-_.](?:code|key)$/i.test(name))
  );
}

function* variablesOf({ node, block }: PlacedRequest, scope: Scope): Generator<string> {
  const declared = new Set(
    node.directives.flatMap(({ name, value }) =>
      /secret$/.test(directiveKey(name.text)) ? (value.text.trim().split(/\s/, 1)[0] ?? []) : [],
    ),
  );
  for (const { expression } of references(block.text)) {
    if (!looksSecret(expression) && !declared.has(expression)) continue;
    const found = scope.lookUp(expression);
    if (found.kind === 'value') yield found.value;
  }
}

function credentialsIn(headers: HeaderList): readonly string[] {
  return headers.flatMap(([name, whole]) => {
    if (!isSecretField(name)) return [];
    // What follows the pair says how long a cookie holds and where, which is no secret.
    const value = /^set-cookie$/i.test(name) ? whole.replace(/;.*$/s, '') : whole;
    return value.split(/[\s;,]+/).flatMap((part) => [part, part.replace(/^[^=]*=/, '')]);
  });
}

function parametersOf(url: string): readonly string[] {
  if (!URL.canParse(url)) return [];
  const { searchParams, password } = new URL(url);
  const named = [...searchParams].flatMap(([name, value]) => (isSecretParameter(name) ? [value] : []));
  return [...named, password];
}

/** As it stands, as in a URL, and as in JSON. */
function spellings(value: string): readonly string[] {
  return [value, encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '')), JSON.stringify(value).slice(1, -1)];
}

const urlHiding =
  (hide: Hide): Hide =>
  (url) =>
    hide(withoutUrlSecrets(url));

const fieldsWithout = (headers: HeaderList, hide: Hide): HeaderList =>
  withoutSecrets(headers).map(([name, value]): HeaderField => [name, hide(value)]);

function responseWithout({ trailers, ...response }: HttpResponse, hide: Hide): HttpResponse {
  return {
    ...response,
    headers: fieldsWithout(response.headers, hide),
    body: new Uint8Array(),
    bodyFile: undefined,
    ...(trailers && { trailers: fieldsWithout(trailers, hide) }),
  };
}

function hopWithout({ wire: _, ...hop }: Hop, hide: Hide): Hop {
  return {
    ...hop,
    url: urlHiding(hide)(hop.url),
    ...(hop.sent && { sent: fieldsWithout(hop.sent, hide) }),
    ...(hop.headers && { headers: fieldsWithout(hop.headers, hide) }),
  };
}
