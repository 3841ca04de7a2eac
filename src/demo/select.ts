import { gzipSync } from 'node:zlib';
import type { HeaderList } from '../core/http/headerList.ts';
import { combinedValue } from '../core/http/headerList.ts';
import { writeDate } from './dates.ts';
import type { Current } from './decide.ts';
import type { Circumstance, Coding, Family } from './families.ts';
import { nodeFields } from './families.ts';
import type { Answer } from './message.ts';
import type { Article } from './shelf.ts';

/** The validators of an article as one family shows them. */
export function currentOf(family: Family, article: Article, circumstance: Circumstance): Current {
  return {
    etag: family.etag(article.opaque, circumstance),
    modifiedAt: family.lastModified === 'sent' ? article.modifiedAt : undefined,
    date: article.date,
  };
}

/** The coding that this GET or HEAD selects (RFC 9110 §12.5.3). Writes always mean the plain form. */
export function selectCoding(family: Family, headers: HeaderList): Coding {
  const accepted = combinedValue(headers, 'Accept-Encoding') ?? '';
  return family.codings.includes('gzip') && accepts(accepted, 'gzip') ? 'gzip' : 'identity';
}

function accepts(value: string, coding: string): boolean {
  const weights = new Map<string, number>();
  for (const member of value.toLowerCase().split(',')) {
    const [name = '', ...parameters] = member.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  return (weights.get(coding) ?? weights.get('*') ?? 0) > 0;
}

/** ETag and Last-Modified, as far as there are any. */
export function validatorFields(current: Current): HeaderList {
  const fields: [string, string][] = [];
  if (current.etag !== undefined) fields.push(['ETag', current.etag]);
  if (current.modifiedAt !== undefined) fields.push(['Last-Modified', writeDate(current.modifiedAt)]);
  return fields;
}

/** The fields that a 304 must repeat from the 200 (§15.4.5). */
export function metadataFields(family: Family, current: Current, circumstance: Circumstance): HeaderList {
  const vary: HeaderList = family.codings.length > 1 ? [['Vary', 'Accept-Encoding']] : [];
  return [
    ...validatorFields(current),
    ['Cache-Control', family.cache === 'none' ? 'no-cache' : 'max-age=10'],
    ...vary,
    ...nodeFields(family, circumstance.node),
  ];
}

/** The whole representation. */
export function wholeAnswer(family: Family, article: Article, circumstance: Circumstance): Answer {
  const coded = circumstance.coding === 'gzip';
  const coding: HeaderList = coded ? [['Content-Encoding', 'gzip']] : [];
  return {
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ...coding,
      ...metadataFields(family, currentOf(family, article, circumstance), circumstance),
      ['Accept-Ranges', 'bytes'],
    ],
    content: coded ? gzipSync(article.content) : article.content,
  };
}
