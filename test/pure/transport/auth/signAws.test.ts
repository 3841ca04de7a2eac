import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AwsCredentials } from '../../../../src/core/http/authorization.ts';
import { firstValue, type HeaderList } from '../../../../src/core/http/headerList.ts';
import { signAws } from '../../../../src/transport/auth/signAws.ts';

/** The credentials and the moment of AWS's own test suite for Signature Version 4. */
const suite: AwsCredentials = {
  kind: 'aws',
  accessKey: 'AKIDEXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  token: undefined,
  region: 'us-east-1',
  service: 'service',
};
const moment = Date.UTC(2015, 7, 30, 12, 36, 0);

interface Case {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: HeaderList;
  readonly body?: string;
}

function signature({ method = 'GET', target = '/', headers = [], body }: Case, credentials = suite): string {
  const request = {
    method,
    url: `https://example.amazonaws.com${target}`,
    headers,
    body: body === undefined ? undefined : Buffer.from(body),
  };
  const signed = signAws(request, credentials, moment);
  return firstValue(signed.headers, 'Authorization') ?? '';
}

const ofSuite = (fields: string, value: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${fields}, Signature=${value}`;

describe('an AWS signature is that of the published test suite', () => {
  const rows: readonly (readonly [name: string, of: Case, fields: string, value: string])[] = [
    ['get-vanilla', {}, 'host;x-amz-date', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'get-vanilla-query-order-key-case',
      { target: '/?Param2=value2&Param1=value1' },
      'host;x-amz-date',
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'post-vanilla',
      { method: 'POST' },
      'host;x-amz-date',
      '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    ],
    [
      'post-header-key-sort',
      { method: 'POST', headers: [['My-Header1', 'value1']] },
      'host;my-header1;x-amz-date',
      'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
    ],
    [
      'post-x-www-form-urlencoded',
      { method: 'POST', headers: [['Content-Type', 'application/x-www-form-urlencoded']], body: 'Param1=value1' },
      'content-type;host;x-amz-date',
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ];
  for (const [name, of, fields, value] of rows) {
    it(name, () => assert.equal(signature(of), ofSuite(fields, value)));
  }
});

describe('an AWS signature', () => {
  it('covers the preconditions', () => {
    const plain = signature({ method: 'PUT', headers: [['If-None-Match', '*']] });
    assert.match(plain, /SignedHeaders=host;if-none-match;x-amz-date/);
    assert.notEqual(plain, signature({ method: 'PUT', headers: [['If-None-Match', '"a"']] }));
  });

  it('adds what S3 wants, the token and the digest of the content, and shows it', () => {
    const request = {
      method: 'PUT',
      url: 'https://b.s3.eu-west-1.amazonaws.com/k',
      headers: [['If-Match', '"a"']] as HeaderList,
      body: Buffer.from('x'),
    };
    const { headers } = signAws(request, { ...suite, token: 'session', region: undefined, service: undefined }, moment);
    assert.deepEqual(
      headers.map(([name]) => name),
      ['If-Match', 'X-Amz-Date', 'X-Amz-Security-Token', 'X-Amz-Content-Sha256', 'Authorization'],
    );
    assert.match(
      firstValue(headers, 'Authorization') ?? '',
      /\/eu-west-1\/s3\/aws4_request, SignedHeaders=host;if-match;x-amz-content-sha256;x-amz-date;x-amz-security-token,/,
    );
  });

  it('takes a host that is not of AWS for one that stands in for S3', () => {
    const request = { method: 'GET', url: 'http://127.0.0.1:9000/bucket/key', headers: [], body: undefined };
    const { headers } = signAws(request, { ...suite, region: undefined, service: undefined }, moment);
    assert.match(firstValue(headers, 'Authorization') ?? '', /\/us-east-1\/s3\/aws4_request/);
  });

  it('leaves no trace of the secret', () => assert.doesNotMatch(signature({}), /wJalr/));
});
