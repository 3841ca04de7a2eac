import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { CauseId } from '../../src/core/conditional/explanation/explanation.ts';
import type { Exchange, Send } from '../../src/core/http/exchange.ts';
import { firstValue } from '../../src/core/http/headerList.ts';
import { type SentOutcome, sendRequest } from '../../src/exchange/sending/sendRequest.ts';
import { probeOutcome } from '../../src/exchange/validators/probe.ts';
import { circumstances, options } from '../pure/exchange/circumstances.ts';
import type { Subject } from './subject.ts';

const signal = new AbortController().signal;

/** One user at one server, and everybody else who writes there too. */
export interface Stage {
  readonly subject: Subject;
  readonly url: string;
  /** The user's request, as the extension sends it: remembered, looked into, explained. */
  ask(method: string, url: string, lines?: readonly string[], body?: string): Promise<SentOutcome>;
  get(...lines: readonly string[]): Promise<SentOutcome>;
  put(...lines: readonly string[]): Promise<SentOutcome>;
  delete(...lines: readonly string[]): Promise<SentOutcome>;
  /** Another client's PUT, now. */
  theyWrite(content: string): Promise<void>;
  /** Content as it was written some seconds ago. */
  theyWrote(content: string, secondsAgo: number): Promise<void>;
  theyDelete(): Promise<void>;
  /** What the explanation offers to ask next, asked. */
  probe(outcome: SentOutcome): Promise<SentOutcome>;
  wait(milliseconds: number): Promise<void>;
}

/** A fresh user, who has sent nothing yet. */
export function setStage(subject: Subject, send: Send, resource: string): Stage {
  const sent: Exchange[] = [];
  const around = circumstances(async (request, options, abort) => {
    const exchange = await send(request, options, abort);
    sent.push(exchange);
    return exchange;
  });
  const ports = { ...around.ports, earlier: () => sent };
  const url = subject.urlOf(resource);
  const ask: Stage['ask'] = async (method, target, lines = [], body) => {
    const text = [`${method} ${target}`, ...lines, ...(body === undefined ? [] : ['', body])].join('\n');
    const outcome = await sendRequest(ports, around.sending(text), signal);
    return outcome.kind === 'sent' ? outcome : assert.fail(JSON.stringify(outcome.faults));
  };
  return {
    subject,
    url,
    ask,
    get: (...lines) => ask('GET', url, lines),
    put: (...lines) => ask('PUT', url, lines, 'mine'),
    delete: (...lines) => ask('DELETE', url, lines),
    theyWrite: async (body) => {
      const { ok, status } = await fetch(url, { method: 'PUT', body });
      assert.ok(ok, `their PUT was answered ${status}`);
    },
    theyWrote: (content, secondsAgo) =>
      subject.store(resource, content, Math.floor(Date.now() / 1000) * 1000 - secondsAgo * 1000),
    theyDelete: () => subject.remove(resource),
    probe: (outcome) => probeOutcome(ports, outcome, options, signal),
    wait: (milliseconds) => wait(milliseconds),
  };
}

export const tagOf = ({ exchange }: SentOutcome): string => fieldOf(exchange, 'ETag');
export const dateOf = ({ exchange }: SentOutcome): string => fieldOf(exchange, 'Last-Modified');

export function fieldOf({ response }: Exchange, name: string): string {
  return (response && firstValue(response.headers, name)) ?? assert.fail(`no ${name} with ${response?.status}`);
}

/** A refusal that the lab brings about, and so knows the cause of. */
export interface Story {
  readonly name: string;
  readonly cause: CauseId;
  /** The ids of the places where it can be staged. */
  readonly at: readonly string[];
  /** Of the answer that is explained, when it is no 412; `done` is any that says it was. */
  readonly status?: number | 'done';
  /** How often the user has the server asked what tells the likeliest causes apart, before the cause is plain. */
  readonly probes?: number;
  play(stage: Stage): Promise<SentOutcome>;
}

/** How a story went. */
export interface Told {
  readonly server: string;
  readonly story: string;
  readonly cause: CauseId;
  readonly first: CauseId | 'none';
  /** How many questions of the user's it took. */
  readonly probes: number;
}
