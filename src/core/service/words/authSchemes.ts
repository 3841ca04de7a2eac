/** A way to write `Authorization` here, and what becomes of it. */
export interface AuthScheme {
  /** The first word of the value, in small letters. */
  readonly scheme: string;
  readonly example: string;
  readonly description: string;
  readonly summary: string;
  readonly rfc: readonly [document: string, section: string] | undefined;
}

const way = (example: string, description: string, summary: string, rfc?: AuthScheme['rfc']): AuthScheme => ({
  scheme: example.replace(/ .*/, '').toLowerCase(),
  example,
  description,
  summary,
  rfc,
});

const oauth =
  'An OAuth 2 token of the client that variables with the prefix describe, as httpYac has it: `prefix_tokenEndpoint`, `prefix_clientId`, `prefix_clientSecret`, `prefix_scope` … It is got when the request is sent, kept as a secret until it runs out, and goes out as `Bearer`.';

/** The ways to write `Authorization`, in the order to offer them. */
export const authSchemes: readonly AuthScheme[] = [
  way('Bearer {{token}}', 'a token', 'Whoever holds the token is let in. It goes out as it is written.', [
    '6750',
    '2.1',
  ]),
  way(
    'Basic {{user}} {{password}}',
    'encoded when it is sent',
    'User and password, as `user password`, `user:password` or Base64 of the latter. Encoded is not encrypted: over `http://` anybody on the way can read it.',
    ['7617', '2'],
  ),
  way(
    'Digest {{user}} {{password}}',
    'answers the challenge of the server',
    'The server’s challenge is answered with a hash, so the password never goes out. The request is sent again with the answer, content too.',
    ['7616', '3'],
  ),
  way(
    'Bearer {{$auth.token("id")}}',
    'OAuth 2, of Security.Auth in http-client.env.json',
    'An OAuth 2 token of a client that the environment describes.',
    ['6750', '2.1'],
  ),
  way('Bearer {{$github}}', 'of the account the editor is signed in to', 'A token of GitHub.', ['6750', '2.1']),
  way('Bearer {{$microsoft}}', 'of the account the editor is signed in to', 'A token of Microsoft.', ['6750', '2.1']),
  way('openid client_credentials prefix', 'OAuth 2, of variables with the prefix', oauth),
  way('oauth2 client_credentials prefix', 'OAuth 2, of variables with the prefix', oauth),
  way(
    'AWS {{accessKey}} {{secretKey}} region:us-east-1 service:s3',
    'signed when it is sent, conditions too',
    'The request is signed with AWS Signature Version 4: every field of the file, preconditions too, and the content. `token:`, `region:` and `service:` may follow; without them the host tells, or it is S3 in us-east-1.',
  ),
];

/** What is said of the scheme that the value begins with; undefined for one that is not known here. */
export function authScheme(value: string): AuthScheme | undefined {
  const [scheme = ''] = value.trimStart().toLowerCase().split(/\s/, 1);
  return authSchemes.find((each) => each.scheme === scheme);
}
