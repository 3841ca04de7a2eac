import { type Current, currentOf, type Known, NONE, unknownCurrent } from '../core/conditional/evaluation/current.ts';
import { evaluate } from '../core/conditional/evaluation/evaluate.ts';
import { credentialsOf, recall } from '../core/conditional/memory/memory.ts';
import { type EntityTag, parseEntityTag } from '../core/http/entityTag.ts';
import type { HeaderField, HeaderList } from '../core/http/headerList.ts';
import { readHttpDate } from '../core/http/httpDate.ts';
import { resourceKey } from '../core/http/resource.ts';
import { traceJson } from '../core/interchange/traceJson.ts';
import { isKnownMethod } from '../core/syntax/block/knownMethod.ts';
import { chooseFormat, commonOptions, readArguments } from './arguments.ts';
import { type CommonValues, openMemory } from './circumstances.ts';
import { jsonLine } from './json/print.ts';
import { type Command, EXIT, type Output } from './output.ts';
import { traceText } from './text/traceText.ts';
import { UsageError } from './usageError.ts';

const options = {
  ...commonOptions,
  method: { type: 'string', short: 'X' },
  header: { type: 'string', short: 'H', multiple: true },
  etag: { type: 'string' },
  'last-modified': { type: 'string' },
  missing: { type: 'boolean' },
  date: { type: 'string' },
  url: { type: 'string' },
  format: { type: 'string' },
} as const;

interface Given {
  readonly etag?: string | undefined;
  readonly 'last-modified'?: string | undefined;
  readonly date?: string | undefined;
  readonly missing?: boolean | undefined;
}

/** `precondition evaluate` */
export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'Say what a server does with preconditions, offline.',
  help: `Usage: precondition evaluate --method METHOD [--header 'Name: value']…
                    [--etag TAG|none] [--last-modified DATE|none] [--date DATE] [--missing]
                    [--url URL --memory FILE] [--format json|text]

Evaluates the preconditions of a request by RFC 9110 §13.2.2. What is not given about
the resource is unknown, and the verdict says so.

  --etag TAG             the current entity tag, with its quotes: '"v1"' or 'W/"v1"'
  --last-modified DATE   when it was last modified, as an HTTP-date
  --date DATE            the Date of the response that carried them
  --missing              there is no current representation
  --url URL              with --memory: what is remembered of this resource holds, too
`,
  async run(args, output) {
    const { values, positionals } = readArguments(args, options);
    const format = chooseFormat(values.format, ['json', 'text']);
    if (positionals.length > 0) throw new UsageError(`“${positionals[0]}” is no option of evaluate.`);
    if (values.method === undefined) throw new UsageError('Name the method: --method PUT.');
    const method = methodOf(values.method);
    const headers = (values.header ?? []).map(fieldOf);
    const current = stated(values, remembered(values, headers, output), Date.now());
    const url = values.url === undefined ? {} : { url: values.url };
    const trace = evaluate({ method, headers, ...url }, current, Date.now());
    output.out(format === 'json' ? jsonLine({ version: 1, ...traceJson(trace) }) : traceText(trace, output.colour));
    return EXIT.fine;
  },
};

/** As in a file: small letters do for a method that is known (`get`); any other goes as it is written. */
function methodOf(text: string): string {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text)) throw new UsageError(`“${text}” is no method.`);
  return isKnownMethod(text.toUpperCase()) ? text.toUpperCase() : text;
}

function fieldOf(text: string): HeaderField {
  const [, name, value] = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[\t ]*(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(`--header is written 'Name: value'; “${text}” is not.`);
  }
  return [name, value.trim()];
}

function remembered(values: CommonValues & { url?: string | undefined }, headers: HeaderList, output: Output): Current {
  const { url } = values;
  if (values.memory === undefined) return unknownCurrent;
  const resource = url === undefined ? undefined : resourceKey(url);
  if (resource === undefined) throw new UsageError('--memory needs --url with the http or https URL to recall.');
  const memory = openMemory(values, output);
  const identity = memory.hashIdentity(credentialsOf(headers));
  const { best } = recall(memory.read(), { resource, headers, environment: values.env ?? '', identity });
  return best === undefined ? unknownCurrent : currentOf(best);
}

/** What the options say, in place of what was known before. */
function stated(given: Given, known: Current, now: number): Current {
  const { etag, missing } = given;
  const lastModified = given['last-modified'];
  if (missing === true) {
    if (etag !== undefined || lastModified !== undefined) {
      throw new UsageError('What is --missing has neither --etag nor --last-modified.');
    }
    return { exists: false, etag: NONE, lastModified: NONE, date: undefined };
  }
  return {
    exists: etag === undefined && lastModified === undefined ? known.exists : true,
    etag: etag === undefined ? known.etag : tagOf(etag),
    lastModified: lastModified === undefined ? known.lastModified : dateOf('--last-modified', lastModified, now),
    date: given.date === undefined ? known.date : epochOf('--date', given.date, now),
  };
}

function tagOf(text: string): Known<EntityTag> {
  if (text === 'none') return NONE;
  const tag = parseEntityTag(text);
  if (tag === undefined) {
    throw new UsageError(
      `--etag takes an entity tag with its quotes, such as '"v1"' or 'W/"v1"', or none; “${text}” is neither.`,
    );
  }
  return { kind: 'known', value: tag };
}

function dateOf(option: string, text: string, now: number): Known<number> {
  return text === 'none' ? NONE : { kind: 'known', value: epochOf(option, text, now) };
}

function epochOf(option: string, text: string, now: number): number {
  const reading = readHttpDate(text, now);
  if (reading.kind === 'date') return reading.epoch;
  throw new UsageError(`${option} takes an HTTP-date such as 'Sun, 06 Nov 1994 08:49:37 GMT'; “${text}” is none.`);
}
