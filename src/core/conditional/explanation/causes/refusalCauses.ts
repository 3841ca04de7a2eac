import { fieldValues, firstValue } from '../../../http/headerList.ts';
import { readConditions } from '../../evaluation/conditions.ts';
import { answerWords } from './answerWords.ts';
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
              ...answerWords(facts.response),
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
  const words = answerWords(facts.response);
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
  const words = answerWords(facts.response);
  if (/condition(?:al)?\b|precondition|if-(?:none-)?match|etag/i.test(words.join(' '))) {
    return [proven('condition-unsupported', ...words)];
  }
  const doubled = conditions.find(({ field }) => fieldValues(request.headers, field).length > 1);
  if (doubled === undefined) return [];
  const lines = `${doubled.field} was sent on ${doubled.values.length} lines; nginx answers 400 to that.`;
  return [{ ...suggested('list-unsupported', [lines]), repairs: ['fix-syntax', 'export-report'] }];
}
