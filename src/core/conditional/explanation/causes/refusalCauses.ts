import { combinedValue, fieldValues, firstValue } from '../../../http/headerList.ts';
import { readConditions } from '../../evaluation/conditions.ts';
import { shown } from '../../wording.ts';
import type { Facts } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

/** The causes of 409, 400 and 501, by which servers answer conditions that others answer with 412. */
export function refusalCauses(facts: Facts): readonly Finding[] {
  switch (facts.response.status) {
    case 409:
      return conflict(facts);
    case 400:
      return notUnderstood(facts);
    case 501:
      return readConditions(facts.request.headers).present.length === 0
        ? []
        : [
            suggested('condition-unsupported', [
              'The server answered 501: something in the request is not implemented.',
              ...told(facts),
            ]),
          ];
    default:
      return [];
  }
}

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** A conflict of states that is no condition of a header field (RFC 9110 §15.5.10). */
function conflict(facts: Facts): readonly Finding[] {
  const { request, state } = facts;
  if (SAFE.has(request.method)) return [];
  const words = told(facts);
  const said = words.join(' ');
  if (/ConditionalRequestConflict/.test(said)) return [inFlight(words)];
  const creates = firstValue(request.headers, 'If-None-Match')?.trim() === '*';
  if (/already ?exists/i.test(said) || (creates && state.current.exists === true)) {
    return [
      {
        ...proven('exists', ...words, 'The server answered 409 where others answer 412.'),
        repairs: ['update-instead', 'verify-first'],
      },
    ];
  }
  const parent = withoutParent(facts);
  const guarded = readConditions(request.headers).present.length > 0;
  const version = suggested('version-conflict', [
    'The server answered 409: the content names a version, or stands against another rule.',
    ...words,
  ]);
  const repairs = guarded ? version.repairs : (['verify-first', 'export-report'] as const);
  return [...parent, { ...version, ...(repairs && { repairs }) }];
}

/** Of two conditional writes at once S3 lets one through and tells the other to come again, as it is. */
function inFlight(words: readonly string[]): Finding {
  return {
    ...proven(
      'version-conflict',
      ...words,
      'Another conditional write to this object was under way; the same request may be sent again as it is.',
    ),
    clause: 'another conditional write was under way at the same moment',
  };
}

/** RFC 4918 §9.3.1 and §9.7.1: nothing is created where the collection above is missing. */
function withoutParent({ request, response }: Facts): readonly Finding[] {
  if (request.method === 'MKCOL')
    return [proven('parent-missing', 'MKCOL is answered 409 when the collection above does not exist.')];
  const dav =
    firstValue(response.headers, 'DAV') !== undefined ||
    /\b(?:Radicale|Apache|lighttpd|nginx|SabreDAV)\b/i.test(firstValue(response.headers, 'Server') ?? '');
  if (!dav || !/^(?:PUT|COPY|MOVE|LOCK)$/.test(request.method)) return [];
  return [
    suggested('parent-missing', ['WebDAV servers answer a PUT with 409 when the collection above does not exist.']),
  ];
}

function notUnderstood(facts: Facts): readonly Finding[] {
  const { request } = facts;
  const conditions = readConditions(request.headers).present;
  const [first] = conditions;
  if (first === undefined) return [];
  const words = told(facts);
  if (/condition(?:al)?\b|precondition|if-(?:none-)?match|etag/i.test(words.join(' '))) {
    return [proven('condition-unsupported', ...words)];
  }
  const doubled = conditions.find(({ field }) => fieldValues(request.headers, field).length > 1);
  if (doubled === undefined) return [];
  const lines = `${doubled.field} was sent on ${doubled.values.length} lines; nginx answers 400 to that.`;
  return [{ ...suggested('list-unsupported', [lines]), repairs: ['fix-syntax', 'export-report'] }];
}

const LARGEST = 65_536;
const MEMBERS: readonly string[] = ['code', 'error', 'reason', 'message', 'detail', 'title', 'errorCode'];

/** What the answer itself says, in its own words, cut short: members of JSON, or the elements of an XML error. */
function told({ response }: Facts): readonly string[] {
  if (response.body.length === 0 || response.body.length > LARGEST) return [];
  const text = new TextDecoder().decode(response.body);
  const said = /xml/i.test(combinedValue(response.headers, 'Content-Type') ?? '') ? inXml(text) : inJson(text);
  return said.map((words) => `The answer says “${shown(words)}”.`);
}

function inXml(text: string): readonly string[] {
  const found = [/<Code>([^<]{1,200})<\/Code>/.exec(text)?.[1], /<Message>([^<]{1,400})<\/Message>/.exec(text)?.[1]];
  return found.filter((words) => words !== undefined);
}

function inJson(text: string): readonly string[] {
  const data = parsed(text);
  if (typeof data !== 'object' || data === null) return [];
  const inner = (data as Readonly<Record<string, unknown>>)['error'];
  const places = [data, inner].filter((place) => typeof place === 'object' && place !== null) as Readonly<
    Record<string, unknown>
  >[];
  const words = places.flatMap((place) =>
    MEMBERS.map((name) => (Object.hasOwn(place, name) ? place[name] : undefined)),
  );
  return [...new Set(words.filter((each) => typeof each === 'string' && each.trim() !== ''))].slice(0, 2) as string[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // An answer that is no JSON says nothing that could be quoted: that is no failure.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
