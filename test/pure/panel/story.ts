import type { Explanation } from '../../../src/core/conditional/explanation/explanation.ts';
import { emptyMemory, type Recollection, recall, remember } from '../../../src/core/conditional/memory/memory.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { type ResourceKey, resourceKey } from '../../../src/core/http/resource.ts';
import type { ExplanationSource } from '../../../src/panel/explanationSource.ts';

/** The story of the 412 page: read at 09:40:58, changed by somebody else, written at 09:41:20. */
export const url = 'https://api.example.org/articles/1';
export const zone = 'UTC';

export const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);

const body = new Uint8Array();
const timings = { dns: undefined, connect: undefined, tls: undefined, firstByte: 30, total: 38 };

export interface Answer {
  readonly status: number;
  readonly reason?: string;
  readonly headers?: HeaderList;
}

export function exchange(method: string, headers: HeaderList, answer: Answer, time: string): Exchange {
  const response = {
    reason: '',
    httpVersion: '1.1',
    headers: [],
    body,
    bodyBytes: 214,
    bodyFile: undefined,
    complete: true,
  };
  return {
    request: { method, url, headers, body: undefined },
    response: { ...response, ...answer },
    error: undefined,
    hops: [],
    timings,
    startedAt: at(time),
    endedAt: at(time) + 38,
  };
}

const circumstances = { environment: '', identity: '' };

/** What memory holds after these exchanges, asked for by the story's request. */
export function knownAfter(...exchanges: readonly Exchange[]): Recollection {
  const memory = exchanges.reduce(
    (so, each) => remember(so, each, { ...circumstances, request: 'read', now: each.endedAt }),
    emptyMemory,
  );
  return recall(memory, { resource: resourceKey(url) as ResourceKey, headers: [], ...circumstances });
}

/** A read that saw this tag. */
export function seen(etag: string, time: string, method = 'GET'): Exchange {
  return exchange(method, [], { status: 200, reason: 'OK', headers: [['ETag', etag]] }, time);
}

const firstRead = seen('"v3"', '09:40:58');

export const changedByOther: Explanation = {
  status: 412,
  verdict: 'precondition-failed',
  culprit: 'If-Match',
  confidence: 'certain',
  summary: 'The resource changed after you read it. Nothing was written.',
  steps: [
    {
      rule: '13.2.2-1',
      field: 'If-Match',
      result: 'false',
      because: 'By strong comparison "v3" is not "v4".',
    },
  ],
  causes: [
    {
      id: 'changed-by-other',
      title: 'Someone else changed it',
      likelihood: 'high',
      effort: 'medium',
      evidence: ['You read "v3" at 09:40:58 and wrote nothing since.', 'The look-up at 09:41:20 saw "v4".'],
      fixes: [
        { id: 'refresh-and-retry', title: 'Refresh and retry' },
        { id: 'merge-and-retry', title: 'Merge and retry' },
        { id: 'remove-precondition', title: 'Remove the condition' },
      ],
    },
    {
      id: 'cdn-rewrites-tag',
      title: 'A proxy rewrote the tag',
      likelihood: 'low',
      effort: 'hard',
      evidence: ['No Via, no Age: nothing points to one.'],
      fixes: [{ id: 'probe-server', title: 'Probe the server' }],
    },
  ],
  unknowns: ['Who wrote "v4".', 'The server did not name its current ETag in the 412; few do.'],
  deviation: undefined,
};

export const refused: ExplanationSource = {
  name: 'save',
  wanted: circumstances,
  exchange: exchange(
    'PUT',
    [
      ['If-Match', '"v3"'],
      ['Authorization', 'Bearer s3cret'],
      ['Content-Type', 'application/json'],
    ],
    { status: 412, reason: 'Precondition Failed' },
    '09:41:20',
  ),
  before: knownAfter(firstRead),
  after: knownAfter(firstRead, seen('"v4"', '09:41:20.400', 'HEAD')),
  explanation: changedByOther,
  fresh: exchange('HEAD', [], { status: 200, headers: [['ETag', '"v4"']] }, '09:41:20.400'),
  lookUp: 'sent',
};

/** The same with other parts. */
export function told(parts: Partial<ExplanationSource>, explanation: Partial<Explanation> = {}): ExplanationSource {
  return { ...refused, explanation: { ...changedByOther, ...explanation }, ...parts };
}

export const conditionRequired = told(
  {
    exchange: exchange('PUT', [], { status: 428, reason: 'Precondition Required' }, '09:41:20'),
    before: knownAfter(),
    after: knownAfter(seen('"v4"', '09:41:20.400', 'HEAD')),
  },
  {
    status: 428,
    culprit: undefined,
    verdict: 'perform',
    steps: [],
    summary: 'The server takes no unguarded write. Nothing was written.',
    causes: [
      {
        id: 'no-condition',
        title: 'The request has no condition',
        likelihood: 'high',
        effort: 'easy',
        evidence: ['No If-Match and no If-Unmodified-Since was sent.'],
        fixes: [{ id: 'add-precondition', title: 'Add If-Match "v4"' }],
      },
    ],
    unknowns: [],
  },
);

export const notModified = told(
  {
    exchange: exchange(
      'GET',
      [['If-None-Match', '"v3"']],
      { status: 304, reason: 'Not Modified', headers: [['ETag', '"v3"']] },
      '09:41:20',
    ),
    after: knownAfter(firstRead),
    fresh: undefined,
    lookUp: 'none',
  },
  {
    status: 304,
    verdict: 'not-modified',
    culprit: 'If-None-Match',
    summary: 'Your copy "v3" is still current, so the server sent no content.',
    steps: [
      {
        rule: '13.2.2-3',
        field: 'If-None-Match',
        result: 'false',
        because: '"v3" is the current tag, by weak comparison.',
      },
    ],
    causes: [],
    unknowns: [],
  },
);

export const lostUpdate = told(
  {
    exchange: exchange('PUT', [['If-Match', '"v3"']], { status: 204, reason: 'No Content' }, '09:41:20'),
    before: knownAfter(firstRead, seen('"v4"', '09:41:12')),
    after: knownAfter(firstRead, seen('"v4"', '09:41:12'), seen('"v5"', '09:41:20.400', 'HEAD')),
    fresh: exchange('HEAD', [], { status: 200, headers: [['ETag', '"v5"']] }, '09:41:20.400'),
  },
  {
    status: 204,
    verdict: 'precondition-failed',
    summary: 'The write went through although its condition was false: the change in "v4" is lost.',
    causes: [],
    unknowns: ['Whether the server ignores If-Match always or on this resource only.'],
    deviation: {
      expected: 'precondition-failed',
      observed: 204,
      why: 'The server does not seem to evaluate If-Match on PUT, so the guard does nothing here.',
      blame: 'server',
    },
  },
);

export const success = told({
  explanation: undefined,
  exchange: exchange(
    'PUT',
    [['If-Match', '"v4"']],
    { status: 204, reason: 'No Content', headers: [['ETag', '"v5"']] },
    '09:41:31',
  ),
  fresh: undefined,
  lookUp: 'none',
});
