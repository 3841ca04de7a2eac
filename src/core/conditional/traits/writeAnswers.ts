import { parseEntityTag, weakMatch } from '../../http/entityTag.ts';
import type { OwnWrite, ValidatorRecord } from '../memory/record.ts';
import { shown } from '../wording.ts';
import type { Noted, Observer } from './scene.ts';

/** What the first reading after a PUT of ours tells of the write and of its answer (RFC 9110 §9.3.4). */
export const writeAnswers: Observer = ({ shown: record, known, request, response }) => {
  const write = known?.ownWrites.at(-1);
  if (write?.method !== 'PUT' || record === undefined || record.cache !== undefined) return [];
  if (request.method !== 'GET' || response.status !== 200 || isReadSince(write, known?.records ?? [])) return [];
  return [...contentAfter(write, record), ...tagAfter(write, record)];
};

function isReadSince(write: OwnWrite, records: readonly ValidatorRecord[]): boolean {
  return records.some(({ seenAt, source }) => seenAt >= write.at && source.method === 'GET');
}

const put = { method: 'PUT' } as const;

function contentAfter(write: OwnWrite, record: ValidatorRecord): readonly Noted[] {
  const { content, etag } = record;
  if (write.sent === undefined || content === undefined) return [];
  if (content === write.sent) {
    const what = 'GET after the PUT showed exactly what was sent.';
    return [
      { id: 'transforms-put', ...put, says: 'lacks', weight: 'proof', what },
      { id: 'write-not-applied', ...put, says: 'lacks', weight: 'proof', what },
    ];
  }
  if (content === write.before) {
    const what = `PUT was answered ${write.status}, and GET showed the content from before.`;
    return [{ id: 'write-not-applied', ...put, says: 'has', weight: 'proof', what }];
  }
  const what = 'GET after the PUT showed other content than was sent.';
  // Under the tag of the PUT's answer it is the same version; else somebody may have written in between.
  const proved = etag !== undefined && etag === write.etag;
  return [{ id: 'transforms-put', ...put, says: 'has', weight: proved ? 'proof' : 'sign', what }];
}

function tagAfter(write: OwnWrite, record: ValidatorRecord): readonly Noted[] {
  const answered = parseEntityTag(write.etag ?? '');
  const read = parseEntityTag(record.etag ?? '');
  if (answered === undefined || read === undefined) return [];
  const kept = write.sent !== undefined && record.content === write.sent;
  const tags = `The answer to the PUT carried ${shown(write.etag ?? '')}, and GET showed ${shown(record.etag ?? '')}`;
  const noted = (says: Noted['says'], weight: Noted['weight'], what: string): readonly Noted[] => [
    { id: 'put-answer-tag-foreign', ...put, says, weight, what },
  ];
  if (!weakMatch(answered, read)) return noted('has', kept ? 'proof' : 'sign', `${tags}.`);
  if (kept) return noted('lacks', 'proof', `${tags}, with the content that was sent.`);
  return write.sent === undefined || answered.weak
    ? []
    : noted('has', 'proof', `${tags}, with other content than was sent.`);
}
