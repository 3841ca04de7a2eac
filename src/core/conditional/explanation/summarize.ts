import { shown, shownTag } from '../wording.ts';
import type { Facts } from './causes/facts.ts';
import { lossOf } from './causes/ignoredCauses.ts';
import { doubtOf, droppedGuards } from './deviation.ts';
import type { Deviation } from './explanation.ts';
import type { RankedCause } from './rankCauses.ts';

/** The finding in plain words: what happened, and what came of the request. */
export function summarize(facts: Facts, causes: readonly RankedCause[], deviation: Deviation | undefined): string {
  const { status } = facts.response;
  if (status === 304) return notModified(facts, deviation);
  if (status === 412 || status === 428) return `${refusal(facts, causes[0])} ${consequence(facts.request.method)}`;
  if (deviation === undefined) return withoutDeviation(facts, causes[0]);
  if (droppedGuards(facts).length > 0)
    return 'The request was redirected, and carried out there without its condition.';
  return isRead(facts) ? readAgainst(facts, deviation) : writtenAgainst(facts);
}

/** A refusal of another kind than 412, or a read whose 304 can never come. */
function withoutDeviation({ response, request }: Facts, cause: RankedCause | undefined): string {
  const { status } = response;
  if (cause === undefined) return `The server answered ${status}, as the conditions say.`;
  if (status < 400) return `The content was sent again: ${cause.clause}.`;
  const why =
    cause.standing === 'proven'
      ? `${cause.clause[0]?.toUpperCase()}${cause.clause.slice(1)}.`
      : `Most likely ${cause.clause}.`;
  return `${why} ${consequence(request.method)}`;
}

function refusal(facts: Facts, cause: RankedCause | undefined): string {
  if (facts.response.status === 428) {
    return facts.trace.steps.length === 0
      ? 'This server wants a condition on every write, and none was sent.'
      : 'This server wants another condition than the one that was sent.';
  }
  if (cause === undefined || cause.standing === 'none') return 'The server refused, and nothing known says why.';
  const { clause } = cause;
  return cause.standing === 'proven' ? `${clause[0]?.toUpperCase()}${clause.slice(1)}.` : `Most likely ${clause}.`;
}

function consequence(method: string): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return 'No content was sent.';
    case 'DELETE':
      return 'Nothing was deleted.';
    default:
      return 'Nothing was written.';
  }
}

function notModified(facts: Facts, deviation: Deviation | undefined): string {
  const { culprit, members, sent, request } = facts;
  if (!isRead(facts)) return `304 is no answer to ${request.method}: whether anything was written is not known.`;
  if (facts.trace.steps.length === 0) return 'The server answered 304 although no condition was sent.';
  if (deviation !== undefined) return 'The server answered 304 although the condition says to send the content.';
  if (members.some(({ kind }) => kind === 'star')) {
    return 'Something exists here, and If-None-Match: * never asks for its content.';
  }
  if (sent !== undefined) return `The copy with ${shownTag(sent)} is still current, so its content was not sent again.`;
  if (culprit === 'If-Modified-Since') return 'It was not modified since that date, so its content was not sent again.';
  return 'The copy is still current, so its content was not sent again.';
}

function readAgainst({ response, trace }: Facts, deviation: Deviation): string {
  if (deviation.expected === 'not-modified') return 'The server sent the content again although your copy is current.';
  if (response.status === 206) return 'The server sent a part although If-Range was false: do not join it with yours.';
  return `The server answered ${response.status} although ${trace.steps.find(({ result }) => result === 'false')?.field ?? 'the condition'} was false.`;
}

function writtenAgainst(facts: Facts): string {
  const field = facts.culprit ?? 'the condition';
  const loss = lossOf(facts);
  const over = facts.input.before.best?.etag;
  const version = over === undefined ? 'the version that was there' : shown(over);
  if (loss === 'theirs')
    return `A lost update just happened: the server did not heed ${field} and wrote over ${version}.`;
  if (loss === 'ours') return `The server did not heed ${field} and wrote over ${version}, which was your own.`;
  if (doubtOf(facts) === 'memory') {
    return `The server carried it out although ${field} looked false from here: what we knew may have been old.`;
  }
  if (field === 'If-None-Match') return 'The server replaced what was there although If-None-Match: * forbids it.';
  return `The server carried it out although ${field} was false: a change made by somebody else may be lost.`;
}

function isRead({ request }: Facts): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}
