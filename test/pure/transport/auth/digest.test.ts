import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readChallenges } from '../../../../src/transport/auth/challenge.ts';
import { type DigestSubject, digestField, readDigest } from '../../../../src/transport/auth/digest.ts';

const nonce7616 = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
const opaque7616 = 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS';
const mufasa: DigestSubject = {
  user: 'Mufasa',
  password: 'Circle of Life',
  method: 'GET',
  target: '/dir/index.html',
  body: undefined,
  count: 1,
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};
const challenge7616 = (algorithm: string, more = '') =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="${nonce7616}", opaque="${opaque7616}"${more}`;

function answer(field: string, subject: DigestSubject): string {
  const challenge = readDigest(readChallenges([field]), 'known');
  assert.ok(challenge);
  return digestField(challenge, subject);
}

const responseIn = (field: string) => /response="([0-9a-f]+)"/.exec(field)?.[1];

describe('a Digest answer', () => {
  it('is that of RFC 7616 §3.9.1 for MD5, word for word', () =>
    assert.equal(
      answer(challenge7616('MD5'), mufasa),
      'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=MD5, ' +
        `nonce="${nonce7616}", nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, ` +
        `response="8ca523f5e9506fed4657c9700eebdbec", opaque="${opaque7616}"`,
    ));

  it('is that of RFC 7616 §3.9.1 for SHA-256', () =>
    assert.equal(
      responseIn(answer(challenge7616('SHA-256'), mufasa)),
      '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    ));

  it('is that of RFC 7616 §3.9.2, as its erratum 4897 has it, for SHA-512-256 and a hashed name', () => {
    const field =
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true';
    const sent = answer(field, {
      ...mufasa,
      user: 'Jäsøn Doe',
      password: 'Secret, or not?',
      target: '/doe.json',
      cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v',
    });
    assert.match(sent, /username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"/);
    assert.match(sent, /userhash=true$/);
    assert.equal(responseIn(sent), '3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5');
  });

  it('is that of RFC 2617 §3.5', () => {
    const field =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    const sent = answer(field, { ...mufasa, password: 'Circle Of Life', cnonce: '0a4f113b' });
    assert.equal(responseIn(sent), '6629fae49393a05397450978507c4ef1');
    assert.doesNotMatch(sent, /algorithm/);
  });

  it('is that of RFC 2069 where the server names no qop', () => {
    const field = 'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"';
    const sent = answer(field, { ...mufasa, password: 'CircleOfLife' });
    assert.equal(responseIn(sent), '1949323746fe6a43ef61f9606e7febea');
    assert.doesNotMatch(sent, /nc=|qop|cnonce/);
  });

  it('covers the content where auth-int alone is offered', () => {
    const field = `Digest realm="r", qop="auth-int", nonce="n"`;
    const put = { ...mufasa, method: 'PUT' };
    const [a, b] = ['one', 'two'].map((text) => responseIn(answer(field, { ...put, body: Buffer.from(text) })));
    assert.notEqual(a, b);
    assert.equal(readDigest(readChallenges([field]), 'streamed'), undefined);
  });

  it('differs by the session variant', () =>
    assert.notEqual(
      responseIn(answer(challenge7616('MD5-sess'), mufasa)),
      responseIn(answer(challenge7616('MD5'), mufasa)),
    ));

  it('writes a name beyond ASCII as RFC 8187 has it', () =>
    assert.match(
      answer('Digest realm="r", nonce="n"', { ...mufasa, user: 'Jäsøn Doe' }),
      /username\*=UTF-8''J%C3%A4s%C3%B8n%20Doe,/,
    ));

  it('escapes quotes', () => assert.match(answer('Digest realm="a \\"b\\"", nonce="n"', mufasa), /realm="a \\"b\\""/));
});

describe('challenges', () => {
  it('are read from one field with several, and from several fields', () => {
    const read = readChallenges([
      'Negotiate, Basic realm="a, b", charset="UTF-8"',
      'NTLM TlRMTVNTUAAC=, Digest realm=x, nonce="1"',
    ]);
    assert.deepEqual(
      read.map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]),
      [
        ['negotiate', {}],
        ['basic', { realm: 'a, b', charset: 'UTF-8' }],
        ['ntlm', {}],
        ['digest', { realm: 'x', nonce: '1' }],
      ],
    );
  });

  it('the first that can be answered is answered', () => {
    const read = readChallenges([
      'Digest realm="r", nonce="n", algorithm=TIGER, qop="auth"',
      'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"',
      'Digest realm="r", nonce="n", algorithm=MD5, qop="auth"',
    ]);
    assert.equal(readDigest(read, 'known')?.hash, 'sha256');
  });

  it('are read in linear time however hostile', () => {
    const started = performance.now();
    for (const value of [
      '"'.repeat(100_000),
      ' ,'.repeat(100_000),
      'a '.repeat(50_000),
      `Digest a="${'\\'.repeat(100_000)}`,
      `D ${'a'.repeat(100_000)}`,
    ]) {
      readChallenges([value]);
    }
    assert.ok(performance.now() - started < 3000);
  });
});
