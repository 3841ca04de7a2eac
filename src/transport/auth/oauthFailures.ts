import * as oauth from 'oauth4webapi';

/** `refused`: the server said no. `unreachable`: nobody knows what it would say. `given-up`: by the user or too late. */
export type NoTokenKind = 'refused' | 'unreachable' | 'given-up' | 'unreadable';

/** Why there is no token, in a sentence that holds no secret. Told apart by `kind`, also in another bundle. */
export class NoToken extends Error {
  readonly kind: NoTokenKind;

  constructor(kind: NoTokenKind, sentence: string) {
    super(sentence);
    this.kind = kind;
  }
}

/** What each error of RFC 6749 §4.1.2.1 and §5.2 and of RFC 8628 §3.5 means for the user, and what to do. */
const MEANINGS: Readonly<Record<string, string>> = {
  access_denied: 'access was refused on the page of the authorization server. Send again to be asked once more.',
  expired_token: 'the code ran out before it was entered. Send again for a new one.',
  invalid_client:
    'the authorization server does not know this client, or its secret is wrong. Check Client ID and secret.',
  invalid_grant: 'the authorization server took the code, password or refresh token for wrong, used or outdated.',
  invalid_request: 'the authorization server found something missing or wrong in what it was asked.',
  invalid_scope: 'the authorization server does not know this scope, or will not grant it to this client.',
  invalid_target: 'the authorization server gives no token for this audience or resource.',
  server_error: 'the authorization server failed. Try again later.',
  temporarily_unavailable: 'the authorization server is overloaded or being serviced. Try again later.',
  unauthorized_client: 'this client may not use this grant. Allow it at the authorization server, or choose another.',
  unsupported_grant_type: 'the authorization server does not offer this grant. Choose another Grant Type.',
  unsupported_response_type: 'the authorization server gives out no codes. Choose another Grant Type.',
};

const LONGEST = 200;

/** Does the work; what goes wrong in it becomes a NoToken whose words hold nothing of `secrets`. */
export async function told<T>(secrets: readonly (string | undefined)[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof NoToken) throw error;
    const { kind, sentence } = worded(error, (text) => harmless(text, secrets));
    throw new NoToken(kind, sentence);
  }
}

function worded(error: Error, clean: (text: string) => string): { kind: NoTokenKind; sentence: string } {
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError) {
    const { error: code, error_description: more = '' } = error;
    const meaning = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
    const said = more === '' ? '' : ` It says: “${clean(more)}”.`;
    return { kind: 'refused', sentence: `${meaning ?? 'the authorization server refused.'} (${clean(code)})${said}` };
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) {
    return { kind: 'refused', sentence: `${MEANINGS['invalid_client']} (${error.status})` };
  }
  const sentence = `the authorization server gave nothing that can be read as a token: ${clean(error.message)}.`;
  return { kind: 'unreadable', sentence };
}

/** A text of the server's on one line, with what it repeats of ours covered. */
function harmless(text: string, secrets: readonly (string | undefined)[]): string {
  const given = secrets.filter((secret) => secret !== undefined && secret.length > 3);
  const covered = given.reduce<string>((all, secret) => all.replaceAll(secret ?? '', '•••'), text);
  const line = covered.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line;
}
