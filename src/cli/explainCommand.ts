import { type ExplainedEntry, explainRecorded } from '../core/conditional/explanation/explainRecorded.ts';
import { withoutUrlSecrets } from '../core/http/secret.ts';
import { explanationJson } from '../core/interchange/explanationJson.ts';
import { seedMemory } from '../core/interchange/har/seedMemory.ts';
import { type RecordReading, readRecord } from '../core/interchange/readRecord.ts';
import { chooseFormat, commonOptions, readArguments } from './arguments.ts';
import { type CommonValues, openMemory } from './circumstances.ts';
import { jsonLine } from './json/print.ts';
import { type Command, EXIT, type Output } from './output.ts';
import { readText } from './readInput.ts';
import { explanationText } from './text/explanationText.ts';
import { createStyle, harmless } from './text/style.ts';
import { UsageError } from './usageError.ts';

const options = { ...commonOptions, format: { type: 'string' } } as const;

/** `precondition explain FILE.har|EXCHANGE.json|-` */
export const explainCommand: Command = {
  name: 'explain',
  summary: 'Say why servers answered 304, 412 or 428, from a recording.',
  help: `Usage: precondition explain FILE.har|EXCHANGE.json|- [--format text|json]
                    [--memory FILE] [--env NAME]

Explains what already happened, offline: every entry of a HAR file (or of the lines that
precondition send --format json prints) that was answered 304, 412 or 428, every write
that went through although its precondition was false, and whatever else went against a
precondition. The other entries are evidence: those before say what was known then, those
after what was there. - reads stdin.

  --format text|json   json is one answer with all explanations
  --memory FILE        what was known before the recording
`,
  async run(args, output) {
    const { values, positionals } = readArguments(args, options);
    const format = chooseFormat(values.format, ['text', 'json']);
    const file = oneRecord(positionals);
    const reading = readRecord(await readText(file), Date.now());
    if (reading.kind === 'unreadable') throw new UsageError(`${file} cannot be explained: ${reading.why}.`);
    const explained = explainAll(reading, values, output);
    output.out(format === 'json' ? recordJson(explained) : recordText(explained, output));
    if (explained.length === 0) output.err(nothingToExplain(reading));
    return EXIT.fine;
  },
};

function oneRecord(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('Name a HAR file or the JSON of an exchange, or - for stdin.');
  if (more.length > 0) throw new UsageError(`This command takes one file; ${more.length + 1} were given.`);
  return file;
}

type Recorded = Extract<RecordReading, { kind: 'record' }>;

/** The memory is read and never written: what happened elsewhere and then is no news of now. */
function explainAll({ entries, before }: Recorded, values: CommonValues, output: Output): readonly ExplainedEntry[] {
  const held = openMemory(values, output);
  const { hashIdentity } = held;
  const environment = values.env ?? '';
  const { memory } = seedMemory(held.read(), before, { environment, hashIdentity });
  return explainRecorded(entries, { environment, hashIdentity, memory });
}

function recordJson(explained: readonly ExplainedEntry[]): string {
  const explanations = explained.map(({ entry, exchange: { request }, explanation }) => ({
    entry,
    request: { method: request.method, url: withoutUrlSecrets(request.url) },
    explanation: explanationJson(explanation),
  }));
  return jsonLine({ version: 1, explanations });
}

function recordText(explained: readonly ExplainedEntry[], { colour }: Output): string {
  const style = createStyle(colour);
  return explained
    .map(({ entry, exchange: { request, response }, explanation }) => {
      const title = `${entry + 1}  ${request.method} ${withoutUrlSecrets(request.url)} → ${response?.status ?? 0}`;
      return `${[style.bold(harmless(title)), ...explanationText(explanation, style)].join('\n')}\n`;
    })
    .join('\n');
}

function nothingToExplain({ entries, passedOver, unsent }: Recorded): string {
  const left = [
    ...(unsent === 0 ? [] : [`${unsent} more came out of the browser’s own cache`]),
    ...(passedOver === 0 ? [] : [`${passedOver} more are no HTTP exchange`]),
  ];
  const skipped = left.length === 0 ? '' : ` (${left.join(', ')})`;
  return `Nothing to explain: of ${entries.length} ${entries.length === 1 ? 'exchange' : 'exchanges'}${skipped} none was decided by a precondition.`;
}
