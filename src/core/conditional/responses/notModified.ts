import { weakMatch } from '../../http/entityTag.ts';
import { firstValue } from '../../http/headerList.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import type { Condition } from '../evaluation/conditions.ts';
import type { ConditionField } from '../evaluation/trace.ts';
import { type Answer, isRead, isWholeRead } from './answer.ts';
import type { ResponseFinding } from './responseFinding.ts';

/** What is wrong with a 304, or with a 200 where a 304 was to come. */
export function aboutNotModified(answer: Answer): readonly ResponseFinding[] {
  if (answer.status === 304) return isRead(answer.method) ? aboutRead(answer) : aboutWrite(answer);
  return isWholeRead(answer) ? ignored(answer) : [];
}

const conditionIn = ({ conditions }: Answer, name: ConditionField): Condition | undefined =>
  conditions.find(({ field }) => field === name);

function aboutRead(answer: Answer): readonly ResponseFinding[] {
  const asked = conditionIn(answer, 'If-None-Match') ?? conditionIn(answer, 'If-Modified-Since');
  const unrequested: readonly ResponseFinding[] =
    asked === undefined ? [{ code: 'response-304-unrequested', field: undefined, facts: {} }] : [];
  return [...unrequested, ...missingFields(answer)];
}

const SAFE: ReadonlySet<string> = new Set(['OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY']);

/** RFC 9110 §13.1.2: to anything but GET and HEAD the answer is 412. */
function aboutWrite({ method }: Answer): readonly ResponseFinding[] {
  return SAFE.has(method) ? [] : [{ code: 'response-304-after-write', field: undefined, facts: { method } }];
}

const SPELLED: Readonly<Record<string, string>> = {
  'cache-control': 'Cache-Control',
  'content-location': 'Content-Location',
  date: 'Date',
  etag: 'ETag',
  expires: 'Expires',
  vary: 'Vary',
};

/** What the 200 had of these the 304 must have too (RFC 9110 §15.4.5). */
function missingFields({ response, before }: Answer): readonly ResponseFinding[] {
  const shown = before.resource?.observed?.shown ?? [];
  const missing = shown.filter((name) => firstValue(response.headers, name) === undefined);
  if (missing.length === 0) return [];
  const names = missing.map((name) => SPELLED[name] ?? name);
  return [{ code: 'response-304-missing-fields', field: undefined, facts: { missing: names } }];
}

/** All content, although it is what the condition said is held already. */
function ignored(answer: Answer): readonly ResponseFinding[] {
  const { content, before } = answer;
  const held = before.best?.content;
  // Other content than was known is a reason to send it.
  if (content !== undefined && held !== undefined && held !== content) return [];
  const noneMatch = conditionIn(answer, 'If-None-Match');
  if (noneMatch !== undefined) return tagIgnored(answer, noneMatch);
  const since = conditionIn(answer, 'If-Modified-Since');
  return since === undefined ? [] : dateIgnored(answer, since);
}

function tagIgnored({ tag, etag }: Answer, { members }: Condition): readonly ResponseFinding[] {
  if (tag === undefined || etag === undefined) return [];
  const named = members.some((member) => member.kind === 'tag' && weakMatch(member.tag, tag));
  return named ? [{ code: 'response-inm-ignored', field: 'ETag', facts: { tag: etag } }] : [];
}

function dateIgnored({ response, exchange }: Answer, { combined }: Condition): readonly ResponseFinding[] {
  const modified = firstValue(response.headers, 'Last-Modified');
  if (modified === undefined) return [];
  const then = readHttpDate(modified.trim(), exchange.endedAt);
  const asked = readHttpDate(combined, exchange.endedAt);
  if (then.kind !== 'date' || asked.kind !== 'date' || then.epoch > asked.epoch) return [];
  return [{ code: 'response-ims-ignored', field: 'Last-Modified', facts: { modified } }];
}
