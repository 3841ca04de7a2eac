import assert from 'node:assert/strict';
import type { HttpRequest, Send, SendOptions } from '../../../src/core/http/exchange.ts';
import { applyEdits } from '../../../src/core/span.ts';
import { startDemoOrigin } from '../../../src/demo/origin.ts';
import type { Repaired } from '../../../src/exchange/repairing/repair.ts';
import { type Sending, type SentOutcome, sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { createTransport } from '../../../src/transport/send.ts';
import { type Circumstances, circumstances } from '../../pure/exchange/circumstances.ts';

export const signal = new AbortController().signal;

/** The demo origin, the real transport, one user's memory, and a record of what went out. */
export interface World extends Circumstances {
  readonly url: string;
  /** What the user's side has sent, oldest first. */
  readonly sent: HttpRequest[];
  /** How each of them was to travel. */
  readonly options: SendOptions[];
  /** Somebody else changes the resource. */
  edit(path: string): Promise<void>;
  /** Sends request number `index` of the text. */
  send(text: string, index?: number, more?: Partial<Sending>): Promise<SentOutcome>;
  close(): Promise<void>;
}

export async function startWorld(files: Readonly<Record<string, string>> = {}): Promise<World> {
  const origin = await startDemoOrigin(0);
  const transport = createTransport();
  const sent: HttpRequest[] = [];
  const asked: SendOptions[] = [];
  const send: Send = (request, options, abort) => {
    sent.push(request);
    asked.push(options);
    return transport.send(request, options, abort);
  };
  const around = circumstances(send, files);
  return {
    ...around,
    url: origin.url,
    sent,
    options: asked,
    edit: async (path) => {
      const edited = await fetch(`${origin.url}${path}/_edit`, { method: 'POST' });
      assert.equal(edited.status, 204);
    },
    send: async (text, index = 0, more = {}) => {
      const outcome = await sendRequest(around.ports, around.sending(text, index, more), signal);
      return outcome.kind === 'sent' ? outcome : assert.fail(JSON.stringify(outcome.faults));
    },
    close: async () => {
      await transport.close();
      await origin.close();
    },
  };
}

/** The first field of that name in the outcome's response. */
export function field({ exchange }: SentOutcome, name: string): string {
  const found = exchange.response?.headers.find(([other]) => other.toLowerCase() === name.toLowerCase());
  return found?.[1] ?? assert.fail(`no ${name}`);
}

export const etagOf = (outcome: SentOutcome) => field(outcome, 'ETag');
export const statusOf = (outcome: SentOutcome) => outcome.exchange.response?.status;

/** The text with a repair's edits made. */
export function edited(text: string, repaired: Repaired): string {
  return repaired.kind === 'repaired' ? applyEdits(text, repaired.edits) : assert.fail(repaired.why);
}

/** The status of a repair's retry. */
export function retried(repaired: Repaired): number | undefined {
  const outcome = repaired.kind === 'repaired' ? repaired.outcome : assert.fail(repaired.why);
  return outcome?.kind === 'sent' ? statusOf(outcome) : assert.fail('nothing was sent again');
}
