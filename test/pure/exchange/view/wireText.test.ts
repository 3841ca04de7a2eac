import assert from 'node:assert/strict';
import type { Hop } from '../../../../src/core/http/exchange.ts';
import type { Wire } from '../../../../src/core/http/wire.ts';
import { wireText } from '../../../../src/exchange/answers/view/wireText.ts';
import { answered } from '../answers.ts';

const wire = (sent: string | Uint8Array, received: string | Uint8Array = '', rest: Partial<Wire> = {}): Wire => {
  const [out, back] = [Buffer.from(sent), Buffer.from(received)];
  return { form: 'bytes', sent: out, received: back, sentBytes: out.length, receivedBytes: back.length, ...rest };
};
const hidden = (values: readonly string[] = []) => ({ secrets: 'hidden', values }) as const;
const shown = { secrets: 'shown', values: [] } as const;
const text = (it: Wire, view: Parameters<typeof wireText>[1] = hidden(), headers: [string, string][] = []) =>
  wireText(
    answered({}, { wire: it, request: { method: 'GET', url: 'http://a.test/', headers, body: undefined } }),
    view,
  );

describe('the wire as a document', () => {
  it('shows each line end, each control and each odd byte', () => {
    const bytes = Buffer.concat([
      Buffer.from('GET / HTTP/1.1\r\nX-Odd: a\tb'),
      Buffer.from([0xff]),
      Buffer.from('é\u202e\r\n\r\nlone\nend'),
    ]);
    assert.ok(
      text(wire(bytes)).includes('GET / HTTP/1.1↵\nX-Odd: a‹09›b‹ff›é‹U+202E›↵\n↵\nlone↓\nend'),
      text(wire(bytes)),
    );
  });

  it('shows content that is no text in hexadecimal, behind the last of several heads', () => {
    const head = 'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n';
    const shownText = text(wire('', Buffer.concat([Buffer.from(head), Buffer.from([0x1f, 0x8b, 0, 0x41])])));
    assert.ok(shownText.includes('HTTP/1.1 200 OK↵\n↵\n00000000  1f 8b 00 41'), shownText);
    assert.match(shownText, / {2}···A$/);
  });

  for (const { what, sent, covered } of [
    { what: 'Authorization', sent: 'Authorization: Basic c2VjcmV0', covered: 'Authorization: •••↵' },
    { what: 'Cookie, folded', sent: 'Cookie: a=secret;\r\n b=secret', covered: 'Cookie: •••↵\n •••↵' },
    { what: 'Set-Cookie', sent: 'Set-Cookie: a=secret', covered: 'Set-Cookie: •••↵' },
    { what: 'Proxy-Authorization', sent: 'proxy-authorization: Basic c2VjcmV0', covered: 'proxy-authorization: •••↵' },
    {
      what: 'a key in the path of HTTP/2',
      sent: ':path: /a?api_key=secret&b=1',
      covered: ':path: /a?api_key=•••&b=1↵',
    },
    { what: 'userinfo', sent: 'Location: http://me:secret@b.test/', covered: 'Location: http://b.test/↵' },
    { what: 'the value of a secret variable', sent: 'X-Any: hush-hush', covered: 'X-Any: •••↵' },
  ]) {
    it(`covers ${what}, and shows it when asked to`, () => {
      const both = wire(`GET / HTTP/1.1\r\n${sent}\r\n\r\n`);
      assert.ok(text(both, hidden(['hush-hush'])).includes(covered), text(both, hidden(['hush-hush'])));
      assert.ok(text(both, shown).includes(sent.replace('\r\n', '↵\n')));
    });
  }

  it('covers a secret that the answer repeats, in text and in hexadecimal', () => {
    const request: [string, string][] = [['Authorization', 'Bearer abcdefgh']];
    for (const start of ['', '\0']) {
      const echoed = text(wire('', `HTTP/1.1 200 OK\r\n\r\n${start}you sent abcdefgh`), hidden(), request);
      assert.ok(!/abcdefgh/.test(echoed) && !/61 62 63 64/.test(echoed), echoed);
    }
  });

  it('tells a challenge that was answered from a redirect', () => {
    const hop = (status: number, rest: Partial<Hop>): Hop => ({
      status,
      url: `http://me:secret@a.test/${status}`,
      droppedFields: [],
      wire: wire(`GET /${status}`),
      ...rest,
    });
    const request: [string, string][] = [['Authorization', 'Digest username="me"']];
    const whole = wireText(
      answered(
        {},
        {
          wire: wire('GET /'),
          request: { method: 'GET', url: 'http://a.test/', headers: request, body: undefined },
          hops: [hop(302, {}), hop(401, { kind: 'challenge' })],
        },
      ),
      hidden(),
    );
    assert.deepEqual(
      whole.split('\n').filter((line) => line.includes('a.test')),
      ['# Redirected by 302 from http://a.test/302', '# 401 from http://a.test/401, answered with credentials'],
    );
  });

  it('says how much more there was than is kept', () =>
    assert.match(text(wire('GET', '', { sentBytes: 5000 })), /→ sent, 5 kB, of which the first 3 B are kept/));

  it('takes no longer than the bytes are many', () => {
    const long = Buffer.alloc(256 * 1024, '\xe9\r\n\x00a', 'latin1');
    const began = performance.now();
    text(wire(long, long), hidden(Array.from({ length: 50 }, (_, at) => `secret-${at}`)));
    assert.ok(performance.now() - began < 5000);
  });
});
