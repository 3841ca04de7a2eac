import assert from 'node:assert/strict';
import { explainRecorded } from '../../../src/core/conditional/explanation/explainRecorded.ts';
import { emptyMemory, recall } from '../../../src/core/conditional/memory/memory.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { resourceKey } from '../../../src/core/http/resource.ts';
import { harRequests } from '../../../src/core/interchange/har/harRequests.ts';
import { readHar } from '../../../src/core/interchange/har/readHar.ts';
import { seedMemory } from '../../../src/core/interchange/har/seedMemory.ts';
import { writeHar } from '../../../src/core/interchange/har/writeHar.ts';
import { readRecord } from '../../../src/core/interchange/readRecord.ts';
import { sentBy } from './importing.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const noon = Date.UTC(2026, 10, 21, 12);

interface Given {
  readonly method?: string;
  readonly url?: string;
  readonly sent?: HeaderList;
  readonly body?: Uint8Array;
  readonly status?: number;
  readonly received?: HeaderList;
  readonly content?: Uint8Array;
}

function exchange(given: Given = {}): Exchange {
  const { method = 'GET', url = 'http://h.example/a?b=1', sent = [], body, status = 200, received = [] } = given;
  const content = given.content ?? new Uint8Array();
  return {
    request: { method, url, headers: sent, body },
    response: {
      status,
      reason: 'Said',
      httpVersion: '1.1',
      headers: received,
      body: content,
      bodyBytes: content.length,
      bodyFile: undefined,
      complete: true,
    },
    error: undefined,
    hops: [],
    timings: { dns: 1, connect: 2, tls: 3, firstByte: 4, total: 20 },
    startedAt: noon,
    endedAt: noon + 20,
  };
}

const text = (response: { readonly body: Uint8Array }) => ({ text: new TextDecoder().decode(response.body) });
const written = (all: readonly Exchange[], secrets: 'hidden' | 'kept' = 'hidden') =>
  writeHar(
    all.map((each, index) => ({
      exchange: each,
      label: `number ${index}`,
      prediction: undefined,
      explanation: undefined,
    })),
    { version: '1', secrets, content: text },
  );
const readBack = (all: readonly Exchange[]) => {
  const reading = readHar(JSON.stringify(written(all, 'kept')));
  if (reading.kind === 'unreadable') throw new Error(reading.why);
  return reading.exchanges;
};
const requestsOf = (...all: readonly Exchange[]) => harRequests(all).text;

describe('HAR', () => {
  it('is written and read back as the same exchanges', () => {
    const all = [
      exchange({
        sent: [
          ['If-Match', '"v1"'],
          ['X', 'a'],
          ['X', 'b'],
        ],
        method: 'PUT',
        body: bytes('{"é":1}\n'),
        status: 412,
      }),
      exchange({
        received: [
          ['ETag', '"v1"'],
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
        ],
        content: bytes('hello'),
      }),
      exchange({ method: 'POST', body: Uint8Array.from([0, 255, 1]) }),
    ];
    assert.deepEqual(readBack(all), all);
  });

  it('has a failure as an entry with status 0', () => {
    const failed = {
      ...exchange(),
      response: undefined,
      error: { code: 'connect-refused', peer: 'h.example:80', cause: 'ECONNREFUSED' },
    } as const;
    const [entry] = written([failed]).log.entries;
    assert.equal(entry?.response.status, 0);
    assert.match(entry?._error ?? '', /h\.example/);
    assert.equal(readBack([failed])[0]?.response, undefined);
  });

  it('hides credentials unless it is told to keep them', () => {
    const secret = exchange({
      url: 'http://me:pw@h.example/?access_token=tok',
      sent: [
        ['Authorization', 'Bearer abc'],
        ['Cookie', 'sid=abc'],
      ],
      received: [
        ['Set-Cookie', 'sid=abc'],
        ['Location', 'http://h.example/?access_token=tok'],
      ],
    });
    assert.doesNotMatch(JSON.stringify(written([secret])), /abc|tok"|pw@|=tok/);
    assert.match(JSON.stringify(written([secret], 'kept')), /Bearer abc.*sid=abc/s);
  });

  it('holds prediction and explanation in a field of its own', () => {
    const trace = { verdict: 'precondition-failed', steps: [] } as const;
    const recorded = { exchange: exchange(), label: '', prediction: trace, explanation: undefined };
    const [entry] = writeHar([recorded], { version: '1', secrets: 'hidden', content: 'left-out' }).log.entries;
    assert.deepEqual(entry?._precondition, { prediction: trace, explanation: null });
    assert.equal(entry?.response.content.text, undefined);
  });

  it('is refused with a reason when it is none, and never throws', () => {
    const reason = (data: string) => {
      const reading = readHar(data);
      return reading.kind === 'unreadable' ? reading.why : `${reading.exchanges.length}/${reading.passedOver}`;
    };
    const cases: readonly (readonly [string, string])[] = [
      ['', 'It is not JSON.'],
      ['null', 'It has no log.entries, so it is no HAR file.'],
      ['{"log":{}}', 'It has no log.entries, so it is no HAR file.'],
      ['\uFEFF{"log":{"entries":[]}}', '0/0'],
      [
        '{"log":{"entries":[null,1,{},{"request":null},{"request":{"method":"GET","url":"data:x"},"startedDateTime":"x"}]}}',
        '0/5',
      ],
      [
        '{"log":{"entries":[{"startedDateTime":"2026-11-21T12:00:00Z","request":{"method":"GE T","url":"http://a/"}}]}}',
        '0/1',
      ],
      [
        '{"log":{"entries":[{"startedDateTime":"2026-11-21T12:00:00Z","request":{"method":"GET","url":"http://a/","headers":5},"response":{"status":"x"}}]}}',
        '1/0',
      ],
    ];
    for (const [data, expected] of cases) assert.equal(reason(data), expected, data);
  });
});

describe('what a browser answered by itself', () => {
  const marked = (all: readonly Exchange[], mark: object, at: number) => {
    const har = written(all, 'kept');
    const entries = har.log.entries.map((entry, index) => (index === at ? { ...entry, ...mark } : entry));
    return JSON.stringify({ log: { ...har.log, entries } });
  };
  const guarded = exchange({ method: 'PUT', sent: [['If-Match', '"v1"']], status: 412 });
  const later = {
    ...exchange({ received: [['ETag', '"v2"']], content: bytes('new') }),
    startedAt: noon + 1000,
    endedAt: noon + 1020,
  };
  const held = (date: string): Exchange => {
    const received: HeaderList = [
      ['ETag', '"v1"'],
      ['Date', date],
    ];
    return { ...exchange({ received }), startedAt: noon - 1000, endedAt: noon - 999 };
  };
  const earlier = held('Sat, 21 Nov 2026 11:00:00 GMT');
  const record = (mark: object) => {
    const reading = readRecord(marked([earlier, guarded, later], mark, 0), noon);
    if (reading.kind === 'unreadable') throw new Error(reading.why);
    return reading;
  };

  for (const mark of [
    { _fromCache: 'disk' },
    { _fromCache: 'memory' },
    { response: { status: 200, headers: [], _fetchedViaServiceWorker: true } },
  ]) {
    it(`is no exchange with a server (${Object.keys(mark)[0]})`, () => {
      const { entries, unsent } = record(mark);
      assert.deepEqual([entries.map(({ entry }) => entry), unsent], [[1, 2], 1]);
    });
  }

  it('was seen when the server had given it', () => {
    const { before } = record({ _fromCache: 'disk' });
    assert.deepEqual(
      before.map(({ endedAt }) => endedAt),
      [noon - 3_600_000],
    );
  });

  it('is no look-up after a 412, and still tells which version was held', () => {
    const { entries, before } = record({ _fromCache: 'disk' });
    const circumstances = { environment: '', hashIdentity: () => 'x' };
    const { memory } = seedMemory(emptyMemory, before, circumstances);
    const [first] = explainRecorded(entries, { ...circumstances, memory });
    assert.deepEqual([first?.entry, first?.explanation.causes[0]?.id], [1, 'changed-by-other']);
    const stale = readRecord(
      marked([guarded, { ...earlier, startedAt: noon + 500, endedAt: noon + 501 }], { _fromCache: 'disk' }, 1),
      noon,
    );
    assert.deepEqual(stale.kind === 'record' && stale.entries.map(({ entry }) => entry), [0]);
  });

  it('counts where the mark says no', () => {
    assert.equal(record({ _fromCache: false }).unsent, 0);
    assert.equal(record({ _fromCache: null }).unsent, 0);
  });
});

describe('requests from HAR', () => {
  it('go as they were recorded', () => {
    const put = exchange({
      method: 'PUT',
      sent: [
        ['X', '{{a}}'],
        ['Content-Type', 'application/json'],
      ],
      body: bytes('{}\n### no\n'),
    });
    const [sent] = sentBy(requestsOf(put));
    assert.deepEqual(sent, {
      method: 'PUT',
      url: 'http://h.example/a?b=1',
      headers: put.request.headers,
      body: '{}\n### no\n',
    });
  });

  it('have a title each and stand in the order of the recording', () => {
    const file = requestsOf(exchange(), exchange({ method: 'DELETE', url: 'http://h.example/b', status: 204 }));
    assert.deepEqual(file.match(/^###.*$/gm), ['### 1 GET /a → 200', '### 2 DELETE /b → 204']);
    assert.equal(sentBy(file).length, 2);
  });

  it('guard with what is known when they are sent, not with the recorded validator', () => {
    const file = requestsOf(
      exchange({
        method: 'PUT',
        sent: [
          ['If-Match', '"v1"'],
          ['If-Unmodified-Since', 'x'],
        ],
      }),
    );
    assert.match(file, /^# recorded with If-Match: "v1"$/m);
    assert.match(file, /^If-Match: \{\{\$etag\}\}$/m);
    assert.match(file, /^If-Unmodified-Since: \{\{\$lastModified\}\}$/m);
  });

  it('ask for no news with a copy that is not here', () => {
    const file = requestsOf(
      exchange({
        sent: [
          ['If-None-Match', 'W/"v1"'],
          ['If-Modified-Since', 'x'],
          ['If-Range', '"v1"'],
        ],
      }),
    );
    assert.deepEqual(file.match(/^If-.*$/gm), null);
    assert.match(file, /^# recorded with If-None-Match: W\/"v1"$/m);
  });

  it('keep a condition that names no validator', () => {
    assert.match(requestsOf(exchange({ method: 'PUT', sent: [['If-None-Match', '*']] })), /^If-None-Match: \*$/m);
  });

  it('leave out what the client writes itself', () => {
    const sent: HeaderList = [
      ['Host', 'h.example'],
      ['Connection', 'Upgrade'],
      ['Content-Length', '3'],
      ['Accept', 'a/b'],
    ];
    assert.deepEqual(sentBy(requestsOf(exchange({ sent })))[0]?.headers, [['Accept', 'a/b']]);
  });

  it('let no recorded text begin a line of its own', () => {
    const file = requestsOf(
      exchange({
        sent: [
          ['If-Match', '"a"\n### x\nDELETE http://evil/'],
          ['X', 'a\r\nY: b'],
        ],
      }),
    );
    assert.equal(sentBy(file).length, 1);
  });
});

describe('validators from HAR', () => {
  const seeding = { environment: '', hashIdentity: (credentials: string) => `hashed ${credentials.length}` };
  const wanted = (identity = '') => {
    const resource = resourceKey('http://h.example/a?b=1');
    if (resource === undefined) throw new Error('no resource');
    return { resource, headers: [], environment: '', identity };
  };

  it('are remembered as of the time of the recording', () => {
    const seeds = [exchange({ received: [['ETag', '"v1"']] }), exchange({ method: 'POST', status: 500 })];
    const { memory, learned } = seedMemory(emptyMemory, seeds, seeding);
    assert.equal(learned, 1);
    const { best } = recall(memory, wanted());
    assert.deepEqual([best?.etag, best?.seenAt], ['"v1"', noon + 20]);
  });

  it('belong to whom the recording was made for', () => {
    const own = exchange({ sent: [['Authorization', 'Bearer a']], received: [['ETag', '"mine"']] });
    const { memory } = seedMemory(emptyMemory, [own], seeding);
    assert.equal(recall(memory, wanted()).best, undefined);
    assert.equal(recall(memory, wanted(`hashed ${'Authorization: Bearer a'.length}`)).best?.etag, '"mine"');
  });
});
