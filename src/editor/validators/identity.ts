import { createHash, randomBytes } from 'node:crypto';
import type { Memento } from 'vscode';
import type { HashIdentity } from '../../exchange/ports.ts';

const key = 'precondition.salt';

/**
 * Tells identities apart without keeping credentials: a salted hash, cut short. The salt is this machine's own, so
 * the hash means nothing elsewhere.
 */
export function identityHash(state: Memento): HashIdentity {
  const salt = state.get<string>(key) ?? randomBytes(16).toString('hex');
  void state.update(key, salt);
  return (credentials) =>
    credentials === '' ? '' : createHash('sha256').update(salt).update(credentials).digest('hex').slice(0, 16);
}
