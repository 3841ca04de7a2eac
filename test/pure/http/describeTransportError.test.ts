import assert from 'node:assert/strict';
import { describeTransportError } from '../../../src/core/http/describeTransportError.ts';
import type { TransportErrorCode } from '../../../src/core/http/transportError.ts';

const codes: Readonly<Record<TransportErrorCode, string>> = {
  cancelled: 'Cancelled',
  'connect-refused': 'Nothing listens at',
  'connect-timeout': 'No connection to h:1 within 5 s',
  'dns-failed': 'has no address',
  'headers-timeout': 'sent no answer within 5 s',
  'body-timeout': 'fell silent for 5 s',
  'connection-reset': 'closed the connection',
  'body-incomplete': 'broke before the content was complete',
  'tls-untrusted': 'allow this host in precondition.tls.unverifiedHosts.',
  'tls-wrong-host': 'is for another name',
  'tls-expired': 'is not valid today',
  'tls-failed': 'No TLS connection',
  'client-certificate-wanted': 'asks for a client certificate',
  'client-certificate-unusable': 'precondition.tls.clientCertificates',
  'settings-unusable': 'cannot be used (CAUSE)',
  'proxy-unreachable': 'The proxy h:1 cannot be reached',
  'proxy-refused': 'would not connect',
  'proxy-authentication': 'asks for credentials',
  'proxy-unsupported': 'socks4 is not',
  'response-invalid': 'not HTTP',
  'headers-too-large': 'larger than the client reads',
  'decoding-failed': 'does not decode',
  'too-many-redirects': 'redirected too often',
  'redirect-invalid': 'no http or https URL',
  'content-unreadable': 'could not be read to its end',
  'storage-failed': 'could not be written to disk (CAUSE)',
  'request-refused': 'cannot be sent as written (CAUSE)',
  unreachable: 'No way to',
  unknown: 'failed (CAUSE)',
};

describe('a transport error in words', () => {
  for (const [code, part] of Object.entries(codes)) {
    it(`says of ${code} what happened and what to do`, () => {
      const sentence = describeTransportError({
        code: code as TransportErrorCode,
        peer: 'h:1',
        cause: 'CAUSE',
        after: 5000,
      });
      assert.ok(sentence.includes(part), sentence);
      assert.match(sentence, /^[A-Zh].*[:,].*\.$/);
    });
  }

  it('says a wait without a length where none is known', () => {
    const sentence = describeTransportError({ code: 'connect-timeout', peer: 'h:1', cause: '' });
    assert.equal(sentence, 'No connection to h:1: check the host, the network and the proxy.');
  });

  it('says short waits with a decimal', () => {
    const sentence = describeTransportError({ code: 'connect-timeout', peer: 'h:1', cause: '', after: 1500 });
    assert.ok(sentence.includes('within 1.5 s'));
  });
});
