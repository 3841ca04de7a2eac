import { createHash } from 'node:crypto';
import type { Challenge } from './challenge.ts';

/** A Digest challenge that can be answered (RFC 7616 §3.3). */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  /** As the server spells it; undefined where it names none, which means MD5. */
  readonly algorithm: string | undefined;
  readonly hash: 'md5' | 'sha256' | 'sha512-256';
  readonly session: 'yes' | 'no';
  /** `none` is that of RFC 2069, which servers still speak. */
  readonly qop: 'auth' | 'auth-int' | 'none';
  readonly userhash: 'yes' | 'no';
  readonly stale: 'yes' | 'no';
}

/** What a challenge is answered for. */
export interface DigestSubject {
  readonly user: string;
  readonly password: string;
  readonly method: string;
  /** The request target: path and query. */
  readonly target: string;
  readonly body: Uint8Array | undefined;
  /** How often the nonce has been used, this time included. */
  readonly count: number;
  readonly cnonce: string;
}

const HASHES: Readonly<Record<string, DigestChallenge['hash']>> = {
  md5: 'md5',
  'sha-256': 'sha256',
  'sha-512-256': 'sha512-256',
};

/**
 * The first Digest challenge that can be answered: the server puts them in the order it prefers (§3.7). `auth-int`
 * needs the content at hand, so it is taken where nothing else is offered.
 */
export function readDigest(
  challenges: readonly Challenge[],
  content: 'known' | 'streamed',
): DigestChallenge | undefined {
  for (const { scheme, parameters } of challenges) {
    const read = scheme === 'digest' ? readOne(parameters, content) : undefined;
    if (read !== undefined) return read;
  }
  return undefined;
}

function readOne(of: Challenge['parameters'], content: 'known' | 'streamed'): DigestChallenge | undefined {
  const algorithm = of.get('algorithm');
  const [, name = '', session] = /^(.*?)(-sess)?$/i.exec(algorithm ?? 'MD5') ?? [];
  const hash = HASHES[name.toLowerCase()];
  const nonce = of.get('nonce');
  const qop = qopIn(of.get('qop'), content);
  if (hash === undefined || nonce === undefined || qop === undefined) return undefined;
  return {
    realm: of.get('realm') ?? '',
    nonce,
    opaque: of.get('opaque'),
    algorithm,
    hash,
    session: session === undefined ? 'no' : 'yes',
    qop,
    userhash: /^true$/i.test(of.get('userhash') ?? '') ? 'yes' : 'no',
    stale: /^true$/i.test(of.get('stale') ?? '') ? 'yes' : 'no',
  };
}

function qopIn(text: string | undefined, content: 'known' | 'streamed'): DigestChallenge['qop'] | undefined {
  if (text === undefined || text.trim() === '') return 'none';
  const offered = text.toLowerCase().split(/[\s,]+/);
  if (offered.includes('auth')) return 'auth';
  return offered.includes('auth-int') && content === 'known' ? 'auth-int' : undefined;
}

/** The value of `Authorization` that answers the challenge (RFC 7616 §3.4). */
export function digestField(challenge: DigestChallenge, subject: DigestSubject): string {
  const { realm, nonce, opaque, algorithm, qop, userhash } = challenge;
  const count = subject.count.toString(16).padStart(8, '0');
  const named = userhash === 'yes' ? hashed(challenge, `${subject.user}:${realm}`) : subject.user;
  return `Digest ${[
    userName(named),
    `realm=${quoted(realm)}`,
    `uri=${quoted(subject.target)}`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    `nonce=${quoted(nonce)}`,
    ...(qop === 'none' ? [] : [`nc=${count}`, `cnonce=${quoted(subject.cnonce)}`, `qop=${qop}`]),
    `response="${response(challenge, subject, count)}"`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(userhash === 'yes' ? ['userhash=true'] : []),
  ].join(', ')}`;
}

function response(challenge: DigestChallenge, subject: DigestSubject, count: string): string {
  const { realm, nonce, qop, session } = challenge;
  const { user, password, method, target, body, cnonce } = subject;
  const hash = (text: string) => hashed(challenge, text);
  const secret = hash(`${user}:${realm}:${password}`);
  const first = session === 'yes' ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const content = qop === 'auth-int' ? `:${hashed(challenge, body ?? '')}` : '';
  const second = hash(`${method}:${target}${content}`);
  return hash(qop === 'none' ? `${first}:${nonce}:${second}` : `${first}:${nonce}:${count}:${cnonce}:${qop}:${second}`);
}

const hashed = ({ hash }: DigestChallenge, content: string | Uint8Array): string =>
  createHash(hash).update(content).digest('hex');

const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** A name beyond ASCII is written as RFC 8187 has it (§3.4.4). */
function userName(name: string): string {
  if (/^[\t\x20-\x7e]*$/.test(name)) return `username=${quoted(name)}`;
  const encoded = encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
  return `username*=UTF-8''${encoded.replaceAll(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
