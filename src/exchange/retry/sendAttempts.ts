import type { CauseId, RepairId } from '../../core/conditional/explanation/explanation.ts';
import type { Wanted } from '../../core/conditional/memory/memory.ts';
import type { Exchange, HttpRequest, SendOptions } from '../../core/http/exchange.ts';
import type { DirectiveNode } from '../../core/syntax/ast.ts';
import { directiveNamed } from '../../core/syntax/block/directives.ts';
import type { Ports, Watcher } from '../ports.ts';
import { lookUpContent } from '../validators/lookUp.ts';
import { type LostAnswer, lostAnswer } from './lostAnswer.ts';
import { type RetryStep, retryStep, type StopReason } from './retryStep.ts';

/** The attempts of a request with `# @retry`. */
export interface Attempts {
  /** Those that something followed upon, in their order. */
  readonly failed: readonly FailedAttempt[];
  /** Why the last one was the last, where it failed too. */
  readonly stopped: StopReason | 'cancelled' | undefined;
  /** What was found of a write whose answer was lost, the last time it was looked for. */
  readonly verified: Verified | undefined;
}

export interface FailedAttempt {
  readonly exchange: Exchange;
  readonly step: Exclude<RetryStep, { kind: 'stop' }>;
}

export interface Verified {
  readonly cause: Extract<CauseId, 'retry-after-lost-answer'>;
  readonly repair: Extract<RepairId, 'verify-first'>;
  readonly found: LostAnswer;
  /** The GET that was sent to see. */
  readonly exchange: Exchange;
}

/** What is sent, for whom, and how often at most. */
export interface Attempting {
  readonly request: HttpRequest;
  readonly wanted: Wanted;
  readonly options: SendOptions;
  readonly retries: number;
  random(): number;
  readonly onPause?: Watcher['pause'];
}

/** More is not done for one send. */
export const MOST_RETRIES = 10;

/** How often `# @retry N` allows the request to be sent again; 0 unless it says a number. */
export function retriesAsked(directives: readonly DirectiveNode[]): number {
  const directive = directiveNamed(directives, 'retry') ?? directiveNamed(directives, 'retries');
  const asked = /^\d{1,3}$/.exec(directive?.value.text.trim() ?? '')?.[0];
  return Math.min(Number(asked ?? 0), MOST_RETRIES);
}

/** Sends the request, and again while that is asked for and may help. The exchange is that of the last attempt. */
export async function sendAttempts(
  ports: Ports,
  attempting: Attempting,
  sendWith: SendOptions,
  signal: AbortSignal,
): Promise<{ readonly exchange: Exchange; readonly attempts: Attempts | undefined }> {
  if (attempting.retries === 0) {
    return { exchange: await ports.send(attempting.request, sendWith, signal), attempts: undefined };
  }
  const failed: FailedAttempt[] = [];
  for (;;) {
    const exchange = await ports.send(attempting.request, sendWith, signal);
    const next = await afterAttempt(ports, attempting, { exchange, attempt: failed.length + 1 }, signal);
    if (next.kind === 'ended') return { exchange, attempts: { failed, ...next.ended } };
    failed.push({ exchange, step: next.step });
  }
}

type Next =
  | { readonly kind: 'again'; readonly step: FailedAttempt['step'] }
  | { readonly kind: 'ended'; readonly ended: Pick<Attempts, 'stopped' | 'verified'> };

const ended = (stopped: Attempts['stopped'], verified?: Verified): Next => ({
  kind: 'ended',
  ended: { stopped, verified },
});

async function afterAttempt(
  ports: Ports,
  attempting: Attempting,
  { exchange, attempt }: { readonly exchange: Exchange; readonly attempt: number },
  signal: AbortSignal,
): Promise<Next> {
  const { request, retries } = attempting;
  if (exchange.error?.code === 'cancelled') return ended('cancelled');
  const random = attempting.random();
  const step = retryStep({ request, exchange, attempt, retries, now: ports.clock(), random });
  if (step.kind === 'stop') return ended(step.why);
  const of = retries + 1;
  attempting.onPause?.({
    attempt: Math.min(attempt + 1, of),
    of,
    until: ports.clock() + step.after,
    next: step.kind,
    failed: exchange,
  });
  await ports.wait?.(step.after, signal);
  attempting.onPause?.(undefined);
  if (signal.aborted) return ended('cancelled');
  if (step.kind === 'repeat') return { kind: 'again', step };
  const verified = await verify(ports, attempting, signal);
  if (verified.found !== 'not-applied') return ended(undefined, verified);
  return attempt > retries ? ended('no-more', verified) : { kind: 'again', step };
}

/** The attempts before the last are evidence for its explanation, as earlier sends are. */
export function withAttempts(ports: Ports, { failed }: Attempts): Ports {
  return { ...ports, earlier: () => [...(ports.earlier?.() ?? []), ...failed.map(({ exchange }) => exchange)] };
}

async function verify(ports: Ports, { request, wanted, options }: Attempting, signal: AbortSignal): Promise<Verified> {
  const exchange = await lookUpContent(ports, { request, wanted, options }, signal);
  const found = lostAnswer(request, exchange);
  return { cause: 'retry-after-lost-answer', repair: 'verify-first', found, exchange };
}
