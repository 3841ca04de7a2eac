import { emptyMemory } from '../../../src/core/conditional/memory/memory.ts';
import type { Memory } from '../../../src/core/conditional/memory/record.ts';
import type { Exchange, Send, SendOptions } from '../../../src/core/http/exchange.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import type { ScopeInputs } from '../../../src/core/syntax/values/scope.ts';
import type { Ports } from '../../../src/exchange/ports.ts';
import type { Sending } from '../../../src/exchange/sending/sendRequest.ts';
import { knownValidators } from '../../../src/exchange/validators/knownValidators.ts';

/** Patience that a test can afford. */
export const options: SendOptions = {
  connectTimeout: 2000,
  headersTimeout: 2000,
  bodyTimeout: 2000,
  redirects: 'follow',
  maxRedirects: 5,
  bodyLimit: 1_000_000,
  tls: 'verify',
};

export interface Circumstances {
  readonly ports: Ports;
  readonly answers: Map<string, Exchange>;
  memory(): Memory;
  /** How often the memory was written. */
  writes(): number;
  sending(text: string, request?: number, more?: Partial<Sending>): Sending;
}

/** What a face brings, kept in this process: a memory, named answers, files by path, a way to send. */
export function circumstances(
  send: Send = () => Promise.reject(new Error('nothing is sent here')),
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Circumstances {
  let memory = emptyMemory;
  let writes = 0;
  const answers = new Map<string, Exchange>();
  const store = {
    read: () => memory,
    write: (next: Memory) => {
      memory = next;
      writes += 1;
    },
  };
  const ports: Ports = {
    send,
    memory: store,
    files: { read: async (path) => bytesOf(files[path]) },
    answers: { read: (name) => answers.get(name), write: (name, exchange) => answers.set(name, exchange) },
    clock: Date.now,
    hashIdentity: (credentials) => (credentials === '' ? '' : `hash of ${credentials.length}`),
  };
  const scope: ScopeInputs = {
    options: {},
    environment: { name: 'dev', values: { fromEnvironment: '"e1"' } },
    answer: (name) => answers.get(name),
    processVariable: () => undefined,
    validators: knownValidators(ports, 'dev'),
    now: Date.now(),
    random: () => 0.5,
  };
  const sending: Circumstances['sending'] = (text, request = 0, more = {}) => ({
    document: parse(text),
    request,
    scope,
    environment: 'dev',
    options,
    ...more,
  });
  return { ports, answers, memory: () => memory, writes: () => writes, sending };
}

function bytesOf(content: string | Uint8Array | undefined): Uint8Array | undefined {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
