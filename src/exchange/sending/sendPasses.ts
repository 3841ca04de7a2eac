import { requestNumbered } from '../../core/syntax/locate.ts';
import { loopLine, type Passes, passesOf } from '../../core/syntax/resolving/loop.ts';
import { createScope } from '../../core/syntax/values/scope.ts';
import type { Ports, Prompts } from '../ports.ts';
import { refused } from './prepareRequest.ts';
import type { Outcome, Sending, SentOutcome } from './sendRequest.ts';

/** Sends the request once. */
export type SendOnce = (ports: Ports, sending: Sending) => Promise<Outcome>;

/**
 * Sends the request as often as its `# @loop` says, one pass after another, until the network fails, a pass cannot
 * be sent, or the user cancels. A loop that only a script could follow is one pass.
 */
export async function sendPasses(
  ports: Ports,
  sending: Sending,
  signal: AbortSignal,
  once: SendOnce,
): Promise<Outcome> {
  const placed = requestNumbered(sending.document, sending.request);
  const line = placed === undefined ? undefined : loopLine(placed.node.directives);
  if (placed === undefined || line === undefined) return once(ports, sending);
  const passes = passesOf(line, createScope(sending.document, sending.scope).lookUp);
  const count = countOf(passes);
  if (count > 0) return passAfterPass({ ...ports, ...askingOnce(ports) }, sending, count, signal, once);
  const place = {
    start: placed.start + placed.node.requestLine.start,
    end: placed.start + placed.node.requestLine.end,
  };
  return { kind: 'refused', faults: refused([{ ...place, code: 'loop-empty' }]).faults, dependencies: [] };
}

function countOf(passes: Passes): number {
  switch (passes.kind) {
    case 'none':
      return 1;
    case 'count':
      return passes.count;
    case 'items':
      return passes.items.length;
  }
}

async function passAfterPass(
  ports: Ports,
  sending: Sending,
  count: number,
  signal: AbortSignal,
  once: SendOnce,
): Promise<Outcome> {
  const earlier: SentOutcome[] = [];
  for (let pass = 0; ; pass += 1) {
    const outcome = await once(ports, { ...sending, scope: { ...sending.scope, pass } });
    if (outcome.kind === 'sent') keepNumbered(ports, outcome, pass, count);
    const last = pass === count - 1 || signal.aborted;
    if (outcome.kind === 'refused' || last || outcome.exchange.error !== undefined) {
      return { ...outcome, earlierPasses: earlier };
    }
    earlier.push(outcome);
  }
}

/** As in httpYac the answer of each pass has a name of its own too: `name0`, `name1`, and so on. */
function keepNumbered({ answers }: Ports, { name, exchange }: SentOutcome, pass: number, count: number): void {
  if (name !== undefined && count > 1 && exchange.response !== undefined) answers.write(`${name}${pass}`, exchange);
}

/** What was answered or agreed to for one pass holds for the others. */
function askingOnce({ prompts }: Ports): { readonly prompts?: Prompts } {
  if (prompts === undefined) return {};
  const { ask, confirm } = prompts;
  const answers = new Map<string, Promise<string | undefined>>();
  let confirmed: Promise<'yes' | 'no'> | undefined;
  return {
    prompts: {
      ...prompts,
      ...(ask && {
        ask: (question) => {
          const answer = answers.get(question.key) ?? ask(question);
          answers.set(question.key, answer);
          return answer;
        },
      }),
      ...(confirm && {
        confirm: (request) => {
          confirmed ??= confirm(request);
          return confirmed;
        },
      }),
    },
  };
}
