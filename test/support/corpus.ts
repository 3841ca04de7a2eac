import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseCommand } from '../../src/cli/parseCommand.ts';
import { resolveCommand } from '../../src/cli/resolveCommand.ts';

/** Where the corpus lies; the tests run from `out`. */
export const corpusFolder = resolve(import.meta.dirname, '../../../test/corpus');

/** The corpus's files, in order. */
export function corpusFiles(): readonly string[] {
  return readdirSync(corpusFolder)
    .filter((name) => /\.(?:http|md|adoc)$/.test(name) && name !== 'differences.md')
    .sort();
}

interface Place {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Place;
  readonly end: Place;
}

interface ParsedRequest {
  readonly index: number;
  readonly name: string | null;
  readonly title: string | null;
  readonly method: string;
  readonly target: string;
  readonly httpVersion: string | null;
  readonly headers: readonly { name: string; value: string; range: Range }[];
  readonly body: { kind: string; text: string };
  readonly directives: readonly { name: string; value: string }[];
  readonly range: Range;
}

interface Fault {
  readonly code: string;
  readonly range: Range;
}

interface WireRequest {
  readonly index: number;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly [string, string][];
  readonly body: string | null;
  readonly bodyBase64?: string;
  readonly faults: readonly Fault[];
}

/** What stands in one file, short enough to be read. */
export interface CorpusReading {
  readonly requests: readonly { readonly title: string; readonly tree: object; readonly wire: object }[];
  readonly variables: readonly string[];
  readonly faults: readonly string[];
}

/** Reads the file as `precondition parse` and `precondition resolve --env dev` do. */
export async function readCorpus(file: string): Promise<CorpusReading> {
  const path = join(corpusFolder, file);
  const parsed = JSON.parse(await outputOf(parseCommand, [path, '--env', 'dev']));
  const resolved: { requests: readonly WireRequest[] } = JSON.parse(
    await outputOf(resolveCommand, [path, '--env', 'dev']),
  );
  return {
    requests: parsed.requests.map((request: ParsedRequest, index: number) => ({
      title: request.title ?? `${file} ${index + 1}`,
      tree: treeOf(request),
      wire: wireOf(resolved.requests[index], file === 'dynamic.http' ? masked : (text) => text),
    })),
    variables: parsed.variables.map(
      ({ name, value, range }: { name: string; value: string; range: Range }) => `${at(range)} ${name} = ${value}`,
    ),
    faults: parsed.faults.map(({ code, range }: Fault) => `${at(range)} ${code}`),
  };
}

/** What the command writes, run in this process; it must not complain. */
export async function outputOf(command: typeof parseCommand, args: readonly string[]): Promise<string> {
  const text: string[] = [];
  const complain = (line: string) => {
    throw new Error(line);
  };
  await command.run([...args], { out: (chunk: string) => void text.push(chunk), err: complain, colour: 'no' });
  return text.join('');
}

/** `line:character-line:character`, counted from 1 as an editor shows them. */
function at({ start, end }: Range): string {
  const from = `${start.line + 1}:${start.character + 1}`;
  return end.line === start.line ? `${from}-${end.character + 1}` : `${from}-${end.line + 1}:${end.character + 1}`;
}

function treeOf({ name, title, method, target, httpVersion, headers, body, directives, range }: ParsedRequest) {
  return {
    at: at(range),
    ...(name === null || name === title ? {} : { name }),
    method,
    target,
    ...(httpVersion === null ? {} : { version: httpVersion }),
    ...(headers.length === 0
      ? {}
      : { headers: headers.map((field) => `${at(field.range)} ${field.name}: ${field.value}`) }),
    ...(body.kind === 'none' ? {} : { [body.kind]: body.text }),
    ...(directives.length === 0 ? {} : { directives: directives.map((each) => `${each.name} ${each.value}`.trim()) }),
  };
}

function wireOf(wire: WireRequest | undefined, mask: (text: string) => string): object {
  if (wire === undefined) return {};
  const { method, url, headers, body, bodyBase64, faults } = wire;
  return {
    request: `${method} ${mask(url)}`,
    ...(headers.length === 0 ? {} : { headers: headers.map(([name, value]) => `${name}: ${mask(value)}`) }),
    ...(body === null ? {} : { body }),
    ...(bodyBase64 === undefined ? {} : { bodyBase64 }),
    ...(faults.length === 0 ? {} : { refused: faults.map(({ code, range }) => `${at(range)} ${code}`) }),
  };
}

const uuid = /[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}/g;

/** What time and chance bring, by its form. */
function masked(text: string): string {
  return text
    .replaceAll(uuid, '<uuid>')
    .replaceAll(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<iso>')
    .replaceAll(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} 20\d\d \d\d:\d\d:\d\d GMT$/g, '<date>')
    .replaceAll(/(?<=random\/)[\dA-Za-z]{8}$/g, '<letters>')
    .replaceAll(/\d{13}/g, '<milliseconds>')
    .replaceAll(/\d{10}/g, '<seconds>')
    .replaceAll(/\d+/g, '9');
}
