import { formatDate, localZone, offsetDate } from './dateValue.ts';
import { randomByName, randomInteger, uuid } from './randomValue.ts';
import type { Lookup, Origin, UnresolvedReason } from './resolution.ts';
import type { ScopeInputs } from './scope.ts';

const dynamic: Origin = { kind: 'dynamic' };

/**
 * What `$name arguments` stands for. `lookUp` serves `%`, by which `$processEnv %X` takes the name of the process
 * variable from the variable `X`.
 */
export function dynamicValue(expression: string, inputs: ScopeInputs, lookUp: (name: string) => Lookup): Lookup {
  const [name = '', ...args] = expression.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  switch (name) {
    case '$processEnv':
      return fromProcess(args, lookUp, (key) => inputs.processVariable(key));
    case '$dotenv':
      return fromProcess(args, lookUp, (key) => inputs.dotenvVariable?.(key));
    case '$shared':
      return fromEnvironment(args, inputs);
    default: {
      const value = name.startsWith('$random.')
        ? randomByName(() => inputs.random(), expression.slice('$random.'.length).trim())
        : computed(name, args, inputs);
      return value === undefined ? unresolved('expression-invalid') : { kind: 'value', value, origin: dynamic };
    }
  }
}

function unresolved(reason: UnresolvedReason): Lookup {
  return { kind: 'unresolved', reason };
}

function computed(name: string, args: readonly string[], inputs: ScopeInputs): string | undefined {
  switch (name) {
    case '$guid':
    case '$uuid':
      return args.length === 0 ? uuid(() => inputs.random()) : undefined;
    case '$timestamp':
      return timestamp(args, inputs.now);
    case '$isoTimestamp':
      return dated('iso8601', args, inputs.now, 'utc');
    case '$date':
      return dated('YYYY-MM-DD', args, inputs.now, 'utc');
    case '$datetime':
      return dated(unquote(args[0]), args.slice(1), inputs.now, 'utc');
    case '$localDatetime':
      return dated(unquote(args[0]), args.slice(1), inputs.now, 'local');
    case '$randomInt':
      return integerBetween(args, inputs);
    default:
      return undefined;
  }
}

/** Seconds since the epoch, or milliseconds after `ms` alone. */
function timestamp(args: readonly string[], now: number): string | undefined {
  if (args.length === 1 && args[0] === 'ms') return String(now);
  const moment = moved(args, now);
  return moment === undefined ? undefined : String(Math.floor(moment / 1000));
}

function dated(
  format: string | undefined,
  args: readonly string[],
  now: number,
  zone: 'utc' | 'local',
): string | undefined {
  const moment = moved(args, now);
  if (format === undefined || moment === undefined) return undefined;
  return formatDate(moment, format, zone === 'utc' ? 0 : localZone(moment));
}

/** `now`, or the moment that an offset and its unit lead to. */
function moved(args: readonly string[], now: number): number | undefined {
  if (args.length === 0) return now;
  const [amount = '', unit = ''] = args;
  return args.length === 2 && /^[+-]?\d{1,12}$/.test(amount) ? offsetDate(now, Number(amount), unit) : undefined;
}

/** `rfc1123`, `iso8601` or a quoted format. */
function unquote(format: string | undefined): string | undefined {
  if (format === undefined || format === 'rfc1123' || format === 'iso8601') return format;
  return /^["']/.test(format) ? format.slice(1, -1) : undefined;
}

function integerBetween(args: readonly string[], inputs: ScopeInputs): string | undefined {
  const [min = '0', max = '1000'] = args;
  const whole = /^[+-]?\d+$/;
  if (args.length === 1 || args.length > 2 || !whole.test(min) || !whole.test(max)) return undefined;
  return randomInteger(() => inputs.random(), Number(min), Number(max));
}

function fromProcess(
  args: readonly string[],
  lookUp: (name: string) => Lookup,
  read: (name: string) => string | undefined,
): Lookup {
  const [key] = args;
  if (key === undefined || args.length > 1) return unresolved('expression-invalid');
  const named: Lookup = key.startsWith('%') ? lookUp(key.slice(1)) : { kind: 'value', value: key, origin: dynamic };
  if (named.kind === 'unresolved') return { ...named, culprit: named.culprit ?? key.slice(1) };
  const value = read(named.value);
  return value === undefined
    ? unresolved('undefined')
    : { kind: 'value', value, origin: { kind: 'process-environment' } };
}

function fromEnvironment(args: readonly string[], { environment }: ScopeInputs): Lookup {
  const value = own(environment.values, args[0] ?? '');
  if (value === undefined) return unresolved('undefined');
  return { kind: 'value', value, origin: { kind: 'environment', environment: environment.name } };
}

/** The record's own value: names come from the file, and `constructor` is no variable. */
export function own(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
