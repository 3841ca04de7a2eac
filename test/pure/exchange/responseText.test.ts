import assert from 'node:assert/strict';
import { responseText } from '../../../src/exchange/answers/responseText.ts';
import { answered, type Parts, unanswered } from './answers.ts';

const json = (body: string, parts: Parts = {}) =>
  answered({ headers: [['Content-Type', 'application/json']], body, ...parts });
const lines = (...args: Parameters<typeof responseText>) => responseText(...args).text.split('\n');
const bodyOf = (...args: Parameters<typeof responseText>) => {
  const { text, bodyStart } = responseText(...args);
  return text.slice(bodyStart);
};

describe('responseText', () => {
  it('begins with status, time and size', () => {
    const exchange = answered({ status: 412, reason: 'Precondition Failed', bodyBytes: 214 });
    assert.equal(lines(exchange)[0], 'HTTP/1.1 412 Precondition Failed · 38 ms · 214 B');
  });

  it('says no reason where the server gave none', () => {
    assert.equal(lines(answered({ httpVersion: '2', reason: '' }))[0], 'HTTP/2 200 · 38 ms · 0 B');
  });

  it('keeps the fields in order, with their duplicates and case', () => {
    const exchange = answered({
      headers: [
        ['etag', '"a"'],
        ['Set-Cookie', 'x=1'],
        ['Set-Cookie', 'y=2'],
      ],
    });
    assert.deepEqual(lines(exchange).slice(1, 4), ['etag: "a"', 'Set-Cookie: x=1', 'Set-Cookie: y=2']);
  });

  it('lays JSON out after a blank line', () => {
    const { text, bodyLanguage, bodyStart } = responseText(json('{"id":9007199254740993}'));
    assert.equal(bodyLanguage, 'json');
    assert.equal(text.slice(bodyStart - 2), '\n\n{\n  "id": 9007199254740993\n}');
  });

  it('shows JSON that is cut off as it came', () => assert.equal(bodyOf(json('{"a":[1')), '{"a":[1'));

  for (const [type, body, laid, language] of [
    ['application/atom+xml', '<a><b/></a>', '<a>\n  <b/>\n</a>', 'xml'],
    ['application/xhtml+xml', '<p><b>a</b><i>b</i></p>', '<p><b>a</b><i>b</i></p>', 'html'],
    ['text/html', '<p><b>a</b></p>', '<p><b>a</b></p>', 'html'],
  ] as const) {
    it(`lays ${type} out as ${language}`, () => {
      const exchange = answered({ headers: [['Content-Type', type]], body });
      assert.deepEqual([bodyOf(exchange), responseText(exchange).bodyLanguage], [laid, language]);
    });
  }

  it('says of a cancelled answer that it is kept, and nothing of what the server may have done', () => {
    const error = { code: 'cancelled', peer: 'a.test:80', cause: '' } as const;
    const exchange = answered({ body: 'data: one', complete: false, bodyBytes: 9 }, { error });
    assert.deepEqual(lines(exchange).slice(1, 3), [
      '# Cancelled: what had come until then is kept.',
      '# The content is incomplete: 9 B arrived.',
    ]);
  });

  describe('of a long content', () => {
    const rows = JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, name: `Article ${id}` })));
    const text = 'a line of forty characters or thereabouts\n'.repeat(20_000);
    for (const [type, body] of [
      ['application/json', rows],
      ['text/plain', text],
      ['text/plain', '😀'.repeat(300_000)],
    ] as const) {
      it(`shows the begin of ${type}, which then is the begin of the whole`, () => {
        const exchange = answered({ headers: [['Content-Type', type]], body });
        const begin = responseText(exchange, { length: 1001 });
        const whole = responseText(exchange);
        assert.deepEqual([begin.follows, whole.follows], ['more', 'nothing']);
        assert.ok(begin.text.length < 2000);
        assert.match(begin.text, /\n# The rest is on its way\.$/);
        assert.doesNotMatch(begin.text, /\p{Surrogate}/u);
        assert.ok(whole.text.startsWith(begin.text.replace(/\n# The rest.*$/, '')));
      });
    }

    it('lays out what was cut as far as it goes', () =>
      assert.match(
        bodyOf({ ...answered({ headers: [['Content-Type', 'application/json']], body: '{"a":[1,', complete: false }) }),
        /^\{\n {2}"a": \[\n {4}1,/,
      ));
  });

  it('reads the charset of the Content-Type', () => {
    const exchange = answered({
      headers: [['Content-Type', 'text/plain; charset="ISO-8859-1"']],
      body: new Uint8Array([0xe9]),
    });
    assert.equal(bodyOf(exchange), 'é');
  });

  it('reads the encoding that an XML declaration names', () => {
    const body = Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9</a>', 'latin1');
    assert.match(bodyOf(answered({ headers: [['Content-Type', 'application/xml']], body })), /é/);
  });

  it('reads an unheard-of charset as UTF-8', () => {
    const exchange = answered({ headers: [['Content-Type', 'text/plain; charset=klingon']], body: 'é' });
    assert.equal(bodyOf(exchange), 'é');
  });

  it('says type and size of what is no text', () => {
    const exchange = answered({ headers: [['Content-Type', 'image/png']], body: new Uint8Array(1400).fill(0x41) });
    const [said, first, ...more] = bodyOf(exchange).split('\n');
    assert.equal(said, '# 1.4 kB of image/png, not shown as text; its first 256 B:');
    assert.equal(first, '00000000  41 41 41 41 41 41 41 41  AAAAAAAA');
    assert.equal(more.length, 31);
  });

  it('takes content of no type for text when it reads as text', () =>
    assert.equal(bodyOf(answered({ body: 'hello' })), 'hello'));

  it('takes content of no type for binary when it holds control characters', () => {
    assert.match(bodyOf(answered({ body: new Uint8Array([1, 0, 2]) })), /^# 3 B of binary content/);
  });

  it('ends after the fields when there is no content', () => {
    const { text, bodyStart } = responseText(answered({ status: 204, reason: 'No Content' }));
    assert.equal(text, 'HTTP/1.1 204 No Content · 38 ms · 0 B\n');
    assert.equal(bodyStart, text.length);
  });

  it('says that content is incomplete, and how much came', () => {
    const exchange = answered({ headers: [['Content-Length', '2000']], body: 'abc', complete: false });
    assert.equal(lines(exchange)[1], '# The content is incomplete: 3 B of 2 kB arrived.');
  });

  it('names the file that holds a large content', () => {
    assert.match(
      lines(answered({ body: 'abc', bodyFile: '/answers/1.bin' }))[1] ?? '',
      /all of it is in \/answers\/1\.bin/,
    );
  });

  const noted = (...args: Parameters<typeof responseText>) => lines(...args).filter((line) => line.startsWith('#'));
  const windows = new Uint8Array([0xe9, 0x74, 0xe9]);

  for (const { what, body, type = 'text/plain', says, reads } of [
    { what: 'UTF-8 that is not named', body: 'été', says: 'No charset is named: read as UTF-8.', reads: 'été' },
    {
      what: 'what is neither named nor UTF-8',
      body: windows,
      says: 'No charset is named, and the content is no UTF-8: read as windows-1252.',
      reads: 'été',
    },
    {
      what: 'an unheard-of charset',
      body: 'é',
      type: 'text/plain; charset=klingon',
      says: 'The charset "klingon" is not known here: read as UTF-8.',
      reads: 'é',
    },
    { what: 'ASCII', body: 'ete', says: undefined, reads: 'ete' },
    { what: 'JSON, which is UTF-8', body: '"été"', type: 'application/json', says: undefined, reads: '"été"' },
    {
      what: 'a UTF-8 mark under another charset',
      body: '\ufeffé',
      type: 'text/plain; charset=iso-8859-1',
      says: 'Its byte order mark is that of utf-8, and Content-Type says "iso-8859-1": read by the mark.',
      reads: 'é',
    },
    {
      what: 'UTF-16 whose order the mark tells',
      body: new Uint8Array([0xfe, 0xff, 0, 0xe9]),
      type: 'text/plain; charset=UTF-16',
      says: undefined,
      reads: 'é',
    },
    {
      what: 'UTF-16 of no type, by its mark',
      body: new Uint8Array([0xff, 0xfe, 0xe9, 0]),
      type: 'application/octet-stream',
      says: undefined,
      reads: 'é',
    },
    {
      what: 'Shift_JIS',
      body: new Uint8Array([0x93, 0xfa]),
      type: 'text/plain; charset=Shift_JIS',
      says: undefined,
      reads: '日',
    },
    {
      what: 'an HTML page by its meta element',
      body: Buffer.from('<meta charset="iso-8859-2">\xb1', 'latin1'),
      type: 'text/html',
      says: 'Content-Type names no charset: read as iso-8859-2, as its meta element says.',
      reads: '<meta charset="iso-8859-2">ą',
    },
    {
      what: 'an HTML page by the older meta element',
      body: Buffer.from('<meta http-equiv=content-type content="text/html; charset=koi8-r">\xc1', 'latin1'),
      type: 'text/html',
      says: 'Content-Type names no charset: read as koi8-r, as its meta element says.',
      reads: '<meta http-equiv=content-type content="text/html; charset=koi8-r">а',
    },
    {
      what: 'a declaration that cannot be true',
      body: '<?xml version="1.0" encoding="utf-16"?><a>é</a>',
      type: 'application/xml',
      says: 'Its XML declaration names "utf-16", and it is not that: read as UTF-8.',
      reads: '<?xml version="1.0" encoding="utf-16"?><a>é</a>',
    },
    {
      what: 'a declaration of an unheard-of encoding',
      body: '<?xml version="1.0" encoding="klingon"?><a/>',
      type: 'application/xml',
      says: 'Its XML declaration names "klingon", which is not known here: read as UTF-8.',
      reads: '<?xml version="1.0" encoding="klingon"?><a/>',
    },
    {
      what: 'the charset of Content-Type over a meta element',
      body: '<meta charset="iso-8859-2">é',
      type: 'text/html; charset=utf-8',
      says: undefined,
      reads: '<meta charset="iso-8859-2">é',
    },
    { what: 'UTF-16 by its mark', body: new Uint8Array([0xff, 0xfe, 0xe9, 0]), says: undefined, reads: 'é' },
  ]) {
    it(`says how it read ${what}`, () => {
      const exchange = answered({ headers: [['Content-Type', type]], body });
      assert.deepEqual(noted(exchange), says === undefined ? [] : [`# ${says}`]);
      assert.equal(bodyOf(exchange), reads);
    });
  }

  it('shows trailers, and the fields of each redirect without their secrets', () => {
    const headers: [string, string][] = [
      ['Location', '/new'],
      ['Set-Cookie', 'session=1'],
    ];
    const hops = [{ status: 301, url: 'http://a.test/', droppedFields: [], headers }];
    const exchange = answered({ trailers: [['Server-Timing', 'db;dur=5']] }, { hops });
    assert.deepEqual(noted(exchange), [
      '# Redirected by 301 from http://a.test/',
      '#   Location: /new',
      '#   Set-Cookie: •••',
      '# After the content: Server-Timing: db;dur=5',
    ]);
  });

  it('shows what went out besides what the file says, credentials hidden', () => {
    const sent = Buffer.from('PUT / HTTP/1.1\r\nhost: a.test\r\nIf-Match: "v1"\r\nCookie: a=b\r\n\r\nx: y');
    const wire = { form: 'bytes', sent, received: sent, sentBytes: sent.length, receivedBytes: 0 } as const;
    const exchange = answered({ status: 204 }, { wire });
    assert.deepEqual(noted(exchange, { written: ['if-match'] }), [
      '# Sent besides what the file says: host: a.test · Cookie: •••',
    ]);
  });

  it('lists the redirects that were followed, without userinfo', () => {
    const hops = [{ status: 307, url: 'http://me:pw@a.test/old', droppedFields: ['If-Match'] }];
    assert.equal(
      lines(answered({}, { hops }))[1],
      '# Redirected by 307 from http://a.test/old; not carried on: If-Match',
    );
  });

  it('says why there is no response', () => {
    const [first, second] = lines(unanswered());
    assert.equal(first, 'No response · 38 ms');
    assert.match(second ?? '', /^# .+a\.test:80/);
  });
});
