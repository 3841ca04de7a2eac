import type { PlacedRequest } from '../core/syntax/locate.ts';
import type { AssertionResult } from '../exchange/answers/assertions.ts';
import { describeSave } from '../exchange/answers/saveAnswer.ts';
import type { SendFault } from '../exchange/sending/sendFault.ts';
import type { SentOutcome } from '../exchange/sending/sendRequest.ts';
import { EXIT } from './output.ts';

/** What became of one request of the file: it went out, or it was not sendable as written. */
export type Sent = SentRequest | RefusedRequest;

export interface SentRequest {
  readonly kind: 'sent';
  readonly placed: PlacedRequest;
  readonly outcome: SentOutcome;
  readonly assertions: readonly AssertionResult[];
  /** Whether it went out in its turn, or had gone out before for another request's sake. */
  readonly when: 'now' | 'earlier';
}

export interface RefusedRequest {
  readonly kind: 'refused';
  readonly placed: PlacedRequest;
  /** As far as the request could be resolved. */
  readonly method: string;
  readonly url: string;
  readonly faults: readonly SendFault[];
  /** What went out for its sake before it came to that. */
  readonly dependencies: readonly SentOutcome[];
}

/** Whether a status of 400 and above counts as a failure. */
export type StatusPolicy = 'any-status' | 'fail-from-400';

/** What is wrong with it, one sentence each; none when all is well. The network's failures are not among them. */
export function failuresOf(sent: Sent, policy: StatusPolicy): readonly string[] {
  if (sent.kind === 'refused') return sent.faults.map(({ message }) => message);
  const { assertions, outcome } = sent;
  const failed = assertions.filter(({ passed }) => !passed).map(({ text, message }) => `?? ${text}: ${message ?? ''}`);
  const status = outcome.exchange.response?.status ?? 0;
  const judged = assertions.some(({ text }) => /^status\b/.test(text));
  failed.push(...outcome.saves.flatMap((each) => (each.kind === 'saved' ? [] : [describeSave(each)])));
  if (policy === 'any-status' || judged || status < 400) return failed;
  return [...failed, `The server answered ${status}.`];
}

/** The exit status for a run: a network failure weighs most. */
export function exitStatus(all: readonly Sent[], policy: StatusPolicy): number {
  const errors = all.flatMap((sent) => (sent.kind === 'sent' ? (sent.outcome.exchange.error?.code ?? []) : []));
  // What the transport refuses never reached the network.
  if (errors.some((code) => code !== 'request-refused')) return EXIT.network;
  return errors.length > 0 || all.some((sent) => failuresOf(sent, policy).length > 0) ? EXIT.found : EXIT.fine;
}

/** What the request is called in reports: its name, its title, or its number. */
export function labelOf({ node, index }: PlacedRequest): string {
  return node.name?.text ?? node.title?.text ?? `request ${index + 1}`;
}
