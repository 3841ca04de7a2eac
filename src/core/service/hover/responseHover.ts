import type { Recollection } from '../../conditional/memory/memory.ts';
import { formatEntityTag, parseEntityTag } from '../../http/entityTag.ts';
import { fieldDoc } from '../../http/fields.ts';
import type { HeaderField } from '../../http/headerList.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import { requestWords } from '../request/knowledge.ts';
import { age, shownMoment } from '../request/moment.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { code, plainText, sectionLink } from './markdown.ts';

type Clock = Pick<ServiceContext, 'now' | 'formatTime'>;

/**
 * On a header field of a response: what it is for, and for a validator how it reads, where it can be sent and whether
 * something newer is known. `recollection` is what is known now. Undefined where there is nothing to say.
 */
export function responseHover(
  [name, value]: HeaderField,
  recollection: Recollection,
  clock: Clock,
): string | undefined {
  const doc = fieldDoc(name);
  const head = doc === undefined ? [] : [`**${doc.name}** · ${sectionLink(doc)}`, doc.summary];
  const parts = [...head, ...validatorParts(name.toLowerCase(), value, recollection, clock)];
  return parts.length === 0 ? undefined : parts.join('\n\n');
}

function validatorParts(name: string, value: string, recollection: Recollection, clock: Clock): readonly string[] {
  if (name === 'etag') return tagParts(value, recollection, clock);
  return name === 'last-modified' ? dateParts(value, recollection, clock) : [];
}

function tagParts(value: string, { best }: Recollection, clock: Clock): readonly string[] {
  const tag = parseEntityTag(value);
  if (tag === undefined)
    return [`${code(value)}: no entity tag as RFC 9110 has it, so a condition with it may match nothing.`];
  const text = code(formatEntityTag(tag));
  const use = tag.weak
    ? `${text}: weak. It fits If-None-Match; If-Match compares strongly, and there it never matches.`
    : `${text}: strong. It fits If-Match, If-None-Match and If-Range.`;
  return [use, ...nowKnown(best?.etag, value, best, clock)];
}

function dateParts(value: string, { best }: Recollection, clock: Clock): readonly string[] {
  const reading = readHttpDate(value, clock.now);
  if (reading.kind === 'invalid') return [`${code(value)}: no HTTP-date, so it is of no use in a condition.`];
  const moment = `${code(value)}: ${plainText(shownMoment(reading.epoch, clock))}, ${age(reading.epoch, clock.now)}.`;
  return [moment, ...nowKnown(best?.lastModified, value, best, clock)];
}

function nowKnown(
  known: string | undefined,
  value: string,
  best: Recollection['best'],
  clock: Clock,
): readonly string[] {
  if (best === undefined || known === undefined) return [];
  const since = `${age(best.seenAt, clock.now)} by ${plainText(requestWords(best.source))}`;
  return [
    known === value.trim()
      ? `The newest that is known, seen ${since}.`
      : `Replaced: the newest that is known is ${code(known)}, seen ${since}.`,
  ];
}
