import type { Token } from '../../../span.ts';
import type { HeaderNode } from '../../ast.ts';
import { type CurlArgument, part } from './curlCommand.ts';
import type { ShellWord } from './shellWords.ts';

/** The header fields that the arguments ask for, in their order; offsets are the words'. */
export function curlFields(found: readonly CurlArgument[]): readonly HeaderNode[] {
  const fields = found.flatMap((argument) =>
    argument.meaning === 'user' ? login(argument, found) : (fieldOf(argument) ?? []),
  );
  const written = new Set(found.flatMap((argument) => nameOf(argument) ?? []));
  const implied = impliedFields(found).filter(({ name }) => !written.has(name.text.toLowerCase()));
  return [...fields, ...implied];
}

function fieldOf(argument: CurlArgument): HeaderNode | undefined {
  const { meaning, value } = argument;
  switch (meaning) {
    case 'header':
      return written(argument);
    case 'bearer':
      return field(argument, 'Authorization', { ...value, text: `Bearer ${value.text}` });
    case 'cookie':
      return value.text.includes('=') ? field(argument, 'Cookie', value) : undefined;
    case 'user-agent':
      return value.text === '' ? undefined : field(argument, 'User-Agent', value);
    case 'referer':
      return field(argument, 'Referer', value);
    case 'range':
      return field(argument, 'Range', { ...value, text: `bytes=${value.text}` });
    case 'time-condition':
      return timeCondition(argument);
    case 'compressed':
      return field(argument, 'Accept-Encoding', { ...value, text: 'gzip, deflate, br' });
    default:
      return undefined;
  }
}

/** `-u user:password` with the option that says what it is for: Basic without one. */
function login(argument: CurlArgument, found: readonly CurlArgument[]): HeaderNode {
  const { value } = argument;
  const signing = found.findLast(({ meaning }) => meaning === 'signing')?.value.text;
  if (signing !== undefined) {
    const [, , region = '', service = ''] = signing.split(':');
    const scope = `${region === '' ? '' : ` region:${region}`}${service === '' ? '' : ` service:${service}`}`;
    return field(argument, 'Authorization', { ...value, text: `AWS ${value.text.replace(':', ' ')}${scope}` });
  }
  if (found.some(({ meaning }) => meaning === 'digest')) {
    return field(argument, 'Authorization', { ...value, text: `Digest ${value.text}` });
  }
  return { ...field(argument, 'Authorization', value), credentials: 'basic' };
}

/** `Name: value`, `Name;` for an empty value; `Name:` only takes a field away. */
function written(argument: CurlArgument): HeaderNode | undefined {
  const { value: word } = argument;
  const colon = word.text.indexOf(':');
  const blank = /^([^:]+);\s*$/.exec(word.text);
  if (colon === -1 && blank !== null) return field(argument, part(word, 0, blank[1]?.length ?? 0), part(word, 0, 0));
  const value = colon === -1 ? undefined : trimmed(part(word, colon + 1, word.text.length));
  if (value === undefined || value.text === '') return undefined;
  return field(argument, trimmed(part(word, 0, colon)), value);
}

function nameOf({ meaning, value }: CurlArgument): string | undefined {
  if (meaning !== 'header') return undefined;
  return /^[^:;]+/.exec(value.text)?.[0].trim().toLowerCase();
}

function trimmed(word: ShellWord): ShellWord {
  const from = word.text.length - word.text.trimStart().length;
  return part(word, from, from + word.text.trim().length);
}

/** `-z` with a date asks whether it changed since then, with `-date` whether it did not. */
function timeCondition(argument: CurlArgument): HeaderNode {
  const { value } = argument;
  if (!value.text.startsWith('-')) return field(argument, 'If-Modified-Since', value);
  return field(argument, 'If-Unmodified-Since', part(value, 1, value.text.length));
}

const forms = ['data', 'data-raw', 'data-binary', 'data-urlencode'];

/** What curl says of the content by itself; with `-G` there is none. */
function impliedFields(found: readonly CurlArgument[]): readonly HeaderNode[] {
  if (found.some(({ meaning }) => meaning === 'query')) return [];
  const json = found.find(({ meaning }) => meaning === 'json');
  if (json !== undefined) {
    const type = { ...json.value, text: 'application/json' };
    return [field(json, 'Content-Type', type), field(json, 'Accept', type)];
  }
  const data = found.find(({ meaning }) => forms.includes(meaning));
  if (data === undefined) return [];
  return [field(data, 'Content-Type', { ...data.value, text: 'application/x-www-form-urlencoded' })];
}

/** A field whose name, when curl implies it, stands for the option as written. */
export function field(argument: CurlArgument, name: string | Token, { start, end, text }: Token): HeaderNode {
  const named = typeof name === 'string' ? { start: argument.start, end: argument.start, text: name } : name;
  return {
    start: argument.start,
    end: argument.end,
    name: { start: named.start, end: named.end, text: named.text },
    value: { start, end, text },
    spaceBeforeColon: undefined,
    folded: false,
    lines: undefined,
  };
}
