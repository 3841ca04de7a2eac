import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type AwsCredentials,
  type Credentials,
  identityIn,
  readCredentials,
} from '../../../src/core/http/authorization.ts';

const asWritten: Credentials = { kind: 'as-written' };
const pair = (kind: 'basic' | 'digest', user: string, password: string): Credentials => ({ kind, user, password });
const aws = (more: Partial<AwsCredentials> = {}): Credentials => ({
  kind: 'aws',
  accessKey: 'AKID',
  secretKey: 'secret',
  token: undefined,
  region: undefined,
  service: undefined,
  ...more,
});

describe('what an Authorization field asks for', () => {
  const rows: readonly (readonly [value: string, wanted: Credentials])[] = [
    ['Basic ann secret', pair('basic', 'ann', 'secret')],
    ['basic  ann   two words', pair('basic', 'ann', 'two words')],
    ['Basic ann:secret', pair('basic', 'ann', 'secret')],
    ['Basic ann:a:b c', pair('basic', 'ann', 'a:b c')],
    ['Basic ann:', pair('basic', 'ann', '')],
    ['Basic :secret', pair('basic', '', 'secret')],
    ['Basic YW5uOnNlY3JldA==', asWritten],
    ['Digest ann secret', pair('digest', 'ann', 'secret')],
    ['Digest ann:secret', pair('digest', 'ann', 'secret')],
    ['Digest username="ann", realm="x", nonce="y", uri="/", response="z"', asWritten],
    ['AWS AKID secret', aws()],
    [
      'AWS AKID secret token:t region:eu-west-1 service:execute-api',
      aws({ token: 't', region: 'eu-west-1', service: 'execute-api' }),
    ],
    ['AWS AKID:frJIUN8DYpKDtOLCwo//yllqDzg=', asWritten],
    ['AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/s3/aws4_request', asWritten],
    ['  Basic \t ann secret  ', pair('basic', 'ann', 'secret')],
    ['Digest  ann  secret ', pair('digest', 'ann', 'secret')],
    ['Basic ann\nsecret', pair('basic', 'ann', 'secret')],
    ['Basic ann  : ', pair('basic', 'ann', ':')],
    ['Digest username = "ann"', asWritten],
    ["Digest username*=UTF-8''ann", asWritten],
    ['Digest ann a=b', pair('digest', 'ann', 'a=b')],
    ['Digest :a=b', pair('digest', '', 'a=b')],
    [' AWS  AKID \t secret ', aws()],
    ['AWS token:t AKID Region:eu secret', aws({ token: 't', region: 'eu' })],
    ['AWS AKID my-token:secret', aws({ secretKey: 'my-token:secret' })],
    ['Bearer abc', asWritten],
    ['NTLM TlRMTVNTUAABAAAA', asWritten],
    ['Negotiate YIIGeA==', asWritten],
    ['NTLM ann secret', { kind: 'unsupported', scheme: 'NTLM', user: 'ann', password: 'secret' }],
    ['ntlm ann:secret', { kind: 'unsupported', scheme: 'NTLM', user: 'ann', password: 'secret' }],
    ['Negotiate', { kind: 'unsupported', scheme: 'Negotiate', user: '', password: '' }],
    ['NTLM', { kind: 'unsupported', scheme: 'NTLM', user: '', password: '' }],
    [' Negotiate  ann two words ', { kind: 'unsupported', scheme: 'Negotiate', user: 'ann', password: 'two words' }],
    ['xBasic ann secret', asWritten],
    ['Basically ann secret', asWritten],
    ['Bearer Basic ann', asWritten],
    ['', asWritten],
  ];
  for (const [value, wanted] of rows) {
    it(`${value === '' ? 'nothing' : value} is ${wanted.kind}`, () => assert.deepEqual(readCredentials(value), wanted));
  }

  const wantedAws = 'AWS accessKey secretKey [token:…] [region:…] [service:…]';
  for (const [value, scheme, wanted] of [
    ['Basic', 'Basic', 'Basic user password'],
    ['Basic ', 'Basic', 'Basic user password'],
    ['Digest ann', 'Digest', 'Digest user password'],
    ['Digest', 'Digest', 'Digest user password'],
    ['AWS', 'AWS', wantedAws],
    ['AWS AKID', 'AWS', wantedAws],
    ['AWS AKID region:eu', 'AWS', wantedAws],
    ['AWS AKID secret more', 'AWS', wantedAws],
  ] as const) {
    it(`“${value}” is malformed: ${scheme} is written ${wanted}`, () =>
      assert.deepEqual(readCredentials(value), { kind: 'malformed', scheme, wanted }));
  }

  it('reads hostile values in linear time', () => {
    const started = performance.now();
    for (const scheme of ['Basic', 'Digest', 'AWS']) readCredentials(`${scheme} ${' a'.repeat(100_000)}`);
    for (const scheme of ['Basic', 'Digest', 'AWS']) readCredentials(`${scheme}${' '.repeat(200_000)}`);
    assert.ok(performance.now() - started < 2000);
  });
});

describe('who asks', () => {
  it('is the user of a Digest, whatever the password', () =>
    assert.equal(identityIn('Digest ann secret'), identityIn('Digest ann:other')));
  it('is the access key of a signature', () =>
    assert.equal(identityIn('AWS AKID a'), identityIn('AWS AKID b region:eu-west-1')));
  it('names the kind of who asks, and nothing secret', () => {
    assert.equal(identityIn('Digest ann secret'), 'Digest ann');
    assert.equal(identityIn('AWS AKID secret'), 'AWS AKID');
  });
  it('differs from user to user', () => assert.notEqual(identityIn('Digest ann x'), identityIn('Digest bob x')));
  it('is the token that is written', () => assert.equal(identityIn('Bearer abc'), 'Bearer abc'));
});
