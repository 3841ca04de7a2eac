/** What the value of an `Authorization` field in a file asks for, in the spellings of the clients known. */
export type Credentials =
  /** It goes out as it is written. */
  | { readonly kind: 'as-written' }
  /** RFC 7617; to be encoded. */
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  /** RFC 7616; answers the server's challenge. */
  | { readonly kind: 'digest'; readonly user: string; readonly password: string }
  | AwsCredentials
  /** What other clients log in with, over a connection of its own; never sent, for a password would go out as it is. */
  | {
      readonly kind: 'unsupported';
      readonly scheme: 'NTLM' | 'Negotiate';
      readonly user: string;
      readonly password: string;
    }
  | { readonly kind: 'malformed'; readonly scheme: 'Basic' | 'Digest' | 'AWS'; readonly wanted: string };

/** What a request is signed with (AWS Signature Version 4). */
export interface AwsCredentials {
  readonly kind: 'aws';
  readonly accessKey: string;
  readonly secretKey: string;
  readonly token: string | undefined;
  readonly region: string | undefined;
  readonly service: string | undefined;
}

const AS_WRITTEN = { kind: 'as-written' } as const;

/**
 * Reads `Basic user password`, `Basic user:password`, `Digest user password` and
 * `AWS accessKey secretKey [token:…] [region:…] [service:…]`. A value that is one already as RFC 9110 §11.6.2 has it
 * is left as written.
 */
export function readCredentials(value: string): Credentials {
  const [, scheme = '', rest = ''] = /^\s*(basic|digest|aws|ntlm|negotiate)(?:\s+(.*))?$/is.exec(value) ?? [];
  switch (scheme.toLowerCase()) {
    case 'basic':
      return basic(rest.trim());
    case 'digest':
      return digest(rest.trim());
    case 'aws':
      return aws(rest.trim());
    case 'ntlm':
      return connectionBound('NTLM', rest.trim());
    case 'negotiate':
      return connectionBound('Negotiate', rest.trim());
  }
  return AS_WRITTEN;
}

/** One word is a message of the exchange, written out. */
function connectionBound(scheme: 'NTLM' | 'Negotiate', text: string): Credentials {
  return /^[^\s:]+$/.test(text) ? AS_WRITTEN : { kind: 'unsupported', scheme, ...pairIn(text) };
}

/** One word without a colon is Base64 already: a colon is no part of it. */
function basic(text: string): Credentials {
  if (text === '') return { kind: 'malformed', scheme: 'Basic', wanted: 'Basic user password' };
  if (/^[^\s:]+$/.test(text)) return AS_WRITTEN;
  return { kind: 'basic', ...pairIn(text) };
}

function digest(text: string): Credentials {
  if (/^[\w*-]+\s*=/.test(text)) return AS_WRITTEN;
  if (!/[\s:]/.test(text)) return { kind: 'malformed', scheme: 'Digest', wanted: 'Digest user password' };
  return { kind: 'digest', ...pairIn(text) };
}

/** A user's name holds no colon (RFC 7617 §2), a password may, and spaces too. */
function pairIn(text: string): { readonly user: string; readonly password: string } {
  const [, user = '', password = ''] = /^([^\s:]*)(?::|\s+)?(.*)$/s.exec(text) ?? [];
  return { user, password };
}

/** `AWS key:signature`, one word, is the older signature, written out. */
function aws(text: string): Credentials {
  const words = text.split(/\s+/);
  if (words.length === 1 && text.includes(':')) return AS_WRITTEN;
  const named = words.filter((word) => NAMED.test(word));
  const [accessKey = '', secretKey = '', ...more] = words.filter((word) => !NAMED.test(word));
  if (accessKey === '' || secretKey === '' || more.length > 0) {
    const wanted = 'AWS accessKey secretKey [token:…] [region:…] [service:…]';
    return { kind: 'malformed', scheme: 'AWS', wanted };
  }
  const of = (name: string) => named.find((word) => word.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1);
  return { kind: 'aws', accessKey, secretKey, token: of('token'), region: of('region'), service: of('service') };
}

const NAMED = /^(?:token|region|service):/i;

/**
 * Who asks, as far as the value of an `Authorization` field in a file tells: the user where an answer is computed from
 * the password, else the value itself. It stays the same from send to send.
 */
export function identityIn(value: string): string {
  const credentials = readCredentials(value);
  if (credentials.kind === 'digest') return `Digest ${credentials.user}`;
  return credentials.kind === 'aws' ? `AWS ${credentials.accessKey}` : value;
}
