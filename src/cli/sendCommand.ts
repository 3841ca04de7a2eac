import type { PlacedRequest } from '../core/syntax/locate.ts';
import { isDisabled } from '../core/syntax/resolving/disabled.ts';
import { lostGuardsNote } from '../exchange/repairing/lostGuards.ts';
import { newLedger } from '../exchange/sending/runLedger.ts';
import { lazyCookieJar } from '../transport/cookies/lazyCookieJar.ts';
import { chooseFormat, commonOptions, oneFile, readArguments } from './arguments.ts';
import { circumstancesOf } from './circumstances.ts';
import { networkHelp, networkOptions, sendOptionsOf } from './network.ts';
import { type Command, EXIT, type Output } from './output.ts';
import { readInput } from './readInput.ts';
import { createReporter } from './reporter.ts';
import { selectRequests } from './selectRequests.ts';
import { type Run, sendOne } from './sendOne.ts';
import { exitStatus, labelOf, type Sent } from './sent.ts';
import { spillFiles } from './spillFiles.ts';
import { terminalPrompts } from './terminalPrompts.ts';
import { terminalTokens } from './terminalTokens.ts';
import { UsageError } from './usageError.ts';

const options = {
  ...commonOptions,
  ...networkOptions,
  request: { type: 'string' },
  fail: { type: 'boolean' },
  'include-body': { type: 'boolean' },
  'no-look-up': { type: 'boolean' },
  'no-bodies': { type: 'boolean' },
  'no-cookies': { type: 'boolean' },
  yes: { type: 'boolean' },
  format: { type: 'string' },
} as const;

/** `precondition send FILE` */
export const sendCommand: Command = {
  name: 'send',
  summary: 'Send requests of a .http file, judge their assertions, explain 304, 412 and 428.',
  help: `Usage: precondition send FILE [--request NAME|NUMBER|all] [--fail] [--include-body]
                    [--format text|json|har|junit] [--memory FILE [--no-bodies]]
                    [--no-look-up] [--no-cookies] [--yes] [--env NAME] [--var NAME=VALUE]…

Sends the requests of FILE (- for stdin) in their order. Lines that begin with ?? after
a request are assertions, such as ?? status == 412 or ?? header etag exists. Exits 1
when one does not hold or a request cannot be sent as written, 3 when the network fails.
A request whose answer another one needs is sent first: a GET of itself, one that
changes something when you agree to it on the terminal, and then once in the run.
A line >> file after a request writes the content of the answer to that file.

  --request NAME|NUMBER|all       which to send, all by default; numbers count from 1
  --fail                          exits 1 on a status of 400 or more that no assertion expects
  --include-body                  prints the content of responses
  --format text|json|har|junit    how to tell it; json is one line for each exchange
  --memory FILE                   keeps the validators that were seen, for later runs and lint,
                                  and beside it, in FILE.bodies, the contents of versions
  --no-bodies                     keeps no contents
  --no-cookies                    sends no cookies but those of the file; else those that
                                  answers set go out with later requests of the run
  --yes                           agrees to sending what another request needs first,
                                  and what “# @note” wants to be confirmed
  --no-look-up                    does not ask for the current state after a 412 or 428
${networkHelp}`,
  async run(args, output) {
    const { values, positionals } = readArguments(args, options);
    const format = chooseFormat(values.format, ['text', 'json', 'har', 'junit']);
    const input = await readInput(oneFile(positionals));
    const selected = selectRequests(input.document, values.request);
    if (selected.length === 0) throw new UsageError(`${input.file} holds no request.`);
    const one = values.request !== undefined && values.request !== 'all';
    const requests = one ? selected : selected.filter(({ node }) => !isDisabled(node));
    tellDisabled(
      selected.filter((each) => !requests.includes(each)),
      output,
    );
    const circumstances = await circumstancesOf(input, values, output);
    const policy = values.fail ? 'fail-from-400' : 'any-status';
    const content = values['include-body'] ? 'included' : 'left-out';
    const reporter = createReporter(format, { input, content, policy, colour: output.colour });
    const lookUp = values['no-look-up'] ? 'never' : 'automatic';
    const prompts = terminalPrompts(values.yes ? 'given' : 'ask');
    const bodies = values['no-bodies'] ? {} : { bodies: circumstances.memory.bodies };
    const jar = values['no-cookies'] ? {} : { cookies: lazyCookieJar() };
    const bounds = { ...(await sendOptionsOf(values)), ...jar };
    const tokens = terminalTokens((line) => output.err(line));
    const run = {
      input,
      circumstances,
      lookUp,
      prompts,
      tokens,
      ledger: newLedger(),
      options: bounds,
      tell: (line: string) => output.err(line),
      ...bodies,
    } as const;
    const { sent, turns } = await sendAll(run, requests, (each) => {
      output.out(reporter.each(each));
      tellUnguarded(each, output);
    });
    output.out(reporter.end(sent));
    const unsent = requests.length - turns;
    if (unsent > 0) output.err(`Interrupted: ${unsent} of ${requests.length} requests were not sent.`);
    return unsent > 0 ? EXIT.network : exitStatus(sent, policy);
  },
};

/** One after another, for a later request may use an earlier one's answer. Ctrl+C ends the one under way and the run. */
async function sendAll(
  run: Omit<Run, 'send'>,
  requests: readonly PlacedRequest[],
  report: (sent: Sent) => void,
): Promise<{ readonly sent: readonly Sent[]; readonly turns: number }> {
  const { createTransport } = await import('../transport/send.ts');
  const spill = spillFiles();
  const transport = createTransport({ bodyFile: spill.name });
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt);
  const all: Sent[] = [];
  let turns = 0;
  for (const placed of requests) {
    if (interrupted.signal.aborted) break;
    const sent = await sendOne({ ...run, send: transport.send }, placed, interrupted.signal);
    all.push(...sent);
    sent.forEach(report);
    turns += 1;
  }
  process.removeListener('SIGINT', interrupt);
  await transport.close();
  await spill.remove();
  return { sent: all, turns };
}

/** `# @disabled` is for runs over a file; a request that is asked for by name goes out all the same. */
function tellDisabled(disabled: readonly PlacedRequest[], output: Output): void {
  if (disabled.length === 0) return;
  output.err(`Not sent, because “# @disabled” says so: ${disabled.map(labelOf).join(', ')}.`);
}

/** A write that lost its guard is told beside every format: what reads the output may not look for it. */
function tellUnguarded(sent: Sent, output: Output): void {
  if (sent.kind === 'refused') return;
  const note = lostGuardsNote(sent.outcome.exchange);
  if (note !== undefined)
    output.err(`${labelOf(sent.placed)}: ${note} Use --redirect-conditions stop to have it stop there.`);
}
