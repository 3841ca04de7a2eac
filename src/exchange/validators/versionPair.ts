import { decodeBody } from '../../core/http/content/decodeBody.ts';
import { describeTransportError } from '../../core/http/describeTransportError.ts';
import { formatEntityTag } from '../../core/http/entityTag.ts';
import { combinedValue, firstValue, type HeaderList } from '../../core/http/headerList.ts';
import { alignedJson } from '../answers/alignedJson.ts';
import type { Ports } from '../ports.ts';
import { readyWithDependencies, type Sending } from '../sending/sendRequest.ts';
import { lookUpContent } from './lookUp.ts';
import { answeredVersion, guardedVersion, textOf, type VersionMark, versionContent } from './versionContent.ts';

/** Two versions of a resource to be compared, or in one sentence why there are not two. */
export type VersionPair =
  | {
      readonly kind: 'pair';
      readonly before: Version;
      readonly after: Version;
      /** A VS Code language id. */
      readonly language: string;
    }
  | { readonly kind: 'none'; readonly why: string };

export interface Version {
  /** Its tag or date. */
  readonly label: string;
  readonly text: string;
}

const none = (why: string): VersionPair => ({ kind: 'none', why });

/**
 * The version whose validator the request names, as it was seen here, and the one that the server has now. One GET
 * is sent; what was seen before is read from this session and from the kept contents.
 */
export async function versionPair(ports: Ports, sending: Sending, signal: AbortSignal): Promise<VersionPair> {
  const { prepared } = await readyWithDependencies(ports, sending, 'look-up', signal);
  if (prepared.kind === 'refused') return none(prepared.faults.map(({ message }) => message).join(' '));
  const { request, wanted, resolved } = prepared;
  const mark = namedVersion(resolved.headers.map(({ field }) => field));
  const label = mark && labelOf(mark);
  if (mark === undefined || label === undefined) return none('This request names no version of the resource.');
  const before = await versionContent(ports, { url: request.url, owner: wanted }, mark);
  if (before === undefined) {
    return none(
      `The content of ${label} was not kept, so there is nothing to compare. It is kept from the next read on.`,
    );
  }
  const { response, error } = await lookUpContent(ports, { request, wanted, options: sending.options }, signal);
  if (error !== undefined) return none(describeTransportError(error));
  const after = response?.status === 200 ? textOf(response) : undefined;
  if (response === undefined || after === undefined) {
    return none(`The server answered ${response?.status ?? 'nothing'}, without a text to compare with ${label}.`);
  }
  const decoded = decodeBody(response);
  const language = decoded.kind === 'text' ? decoded.language : 'plaintext';
  const aligned = language === 'json' ? alignedJson(before, after) : undefined;
  const current = labelOf(answeredVersion(response.headers)) ?? 'the present version';
  return {
    kind: 'pair',
    before: { label, text: aligned?.before ?? before },
    after: { label: current, text: aligned?.after ?? after },
    language,
  };
}

/** The version in `If-Match` or `If-Unmodified-Since`, else in the conditions that ask for news. */
function namedVersion(headers: HeaderList): VersionMark | undefined {
  const guarded = guardedVersion(headers);
  if (guarded.tags.length > 0 || guarded.lastModified !== undefined) return guarded;
  const tags = combinedValue(headers, 'If-None-Match');
  const since = firstValue(headers, 'If-Modified-Since');
  const asked: HeaderList = [
    ...(tags === undefined ? [] : [['If-Match', tags] as const]),
    ...(since === undefined ? [] : [['If-Unmodified-Since', since] as const]),
  ];
  return asked.length === 0 ? undefined : guardedVersion(asked);
}

function labelOf({ tags: [tag], lastModified }: VersionMark): string | undefined {
  return tag === undefined ? lastModified : formatEntityTag(tag);
}
