import type { Lookup, Origin, UnresolvedReason } from '../resolving/resolution.ts';
import { formatDate, localZone, offsetDate } from './dateValue.ts';
import { randomByName, randomInteger, uuid } from './randomValue.ts';
import type { ScopeInputs } from './scope.ts';

const dynamic: Origin = { kind: 'dynamic' };

/**
 * What `$name arguments` stands for. `lookUp` serves `%`, by which `$processEnv %X` takes the name of the process
 * variable from the variable `X`.
 */
export function dynamicValue(expression: string, inputs: ScopeInputs, lookUp: (name: string) => Lookup): Lookup {
  const [name = '', ...args] = expression.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  switch (name) {
    case '$env':
    case '$processEnv':
      return fromProcess(args, lookUp, (key) => inputs.processVariable(key));
    case '$dotenv':
      return fromProcess(args, lookUp, (key) => inputs.dotenvVariable?.(key));
    case '$shared':
      return fromEnvironment(args, inputs);
    case '$projectRoot':
    case '$historyFolder':
      return fromProject(name, args, inputs);
    default:
      if (name.startsWith('$env.') && args.length === 0)
        return fromProcess([name.slice(5)], lookUp, (key) => inputs.processVariable(key));
      return dated(name, args, inputs) ?? chosen(name, args, expression, inputs);
  }
}

function chosen(name: string, args: readonly string[], expression: string, inputs: ScopeInputs): Lookup {
  const value = name.startsWith('$random.')
    ? randomByName(() => inputs.random(), expression.slice('$random.'.length).trim())
    : random(name, args, inputs);
  return value === undefined ? unresolved('expression-invalid') : { kind: 'value', value, origin: dynamic };
}

function unresolved(reason: UnresolvedReason): Lookup {
  return { kind: 'unresolved', reason };
}

function random(name: string, args: readonly string[], inputs: ScopeInputs): string | undefined {
  switch (name) {
    case '$guid':
    case '$uuid':
      return args.length === 0 ? uuid(() => inputs.random()) : undefined;
    case '$randomInt':
      return integerBetween(args, inputs);
    default:
      return undefined;
  }
}

/** How a date is written: in a format of `formatDate`, or as a count since the epoch. */
type DateForm = { readonly format: string; readonly zone: 'utc' | 'local' } | 'seconds' | 'milliseconds';

/** A date, with its moment, so that a field which takes HTTP-dates can have one. Undefined for another name. */
function dated(name: string, args: readonly string[], { now }: ScopeInputs): Lookup | undefined {
  const [form, offset] = dateForm(name, args) ?? [];
  if (offset === undefined) return undefined;
  const moment = form === undefined ? undefined : moved(offset, now);
  if (form === undefined || moment === undefined) return unresolved('expression-invalid');
  return { kind: 'value', value: written(moment, form), origin: dynamic, moment };
}

function dateForm(name: string, args: readonly string[]): [DateForm | undefined, readonly string[]] | undefined {
  switch (name) {
    case '$timestamp':
      return args[0] === 'ms' ? ['milliseconds', args.slice(1)] : ['seconds', args];
    case '$isoTimestamp':
      return [{ format: 'iso8601', zone: 'utc' }, args];
    case '$date':
      return [{ format: 'YYYY-MM-DD', zone: 'utc' }, args];
    case '$datetime':
    case '$localDatetime': {
      const format = unquote(args[0]);
      const zone = name === '$datetime' ? 'utc' : 'local';
      return [format === undefined ? undefined : { format, zone }, args.slice(1)];
    }
    default:
      return undefined;
  }
}

function written(moment: number, form: DateForm): string {
  if (form === 'seconds') return String(Math.floor(moment / 1000));
  if (form === 'milliseconds') return String(moment);
  return formatDate(moment, form.format, form.zone === 'utc' ? 0 : localZone(moment));
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

/** The JetBrains client keeps the answers it records in a folder of the project's. */
function fromProject(name: string, args: readonly string[], { projectRoot }: ScopeInputs): Lookup {
  if (args.length > 0) return unresolved('expression-invalid');
  if (projectRoot === undefined) return unresolved('undefined');
  const value = name === '$projectRoot' ? projectRoot : `${projectRoot}/.idea/httpRequests`;
  return { kind: 'value', value, origin: dynamic };
}

function fromEnvironment(args: readonly string[], { environment }: ScopeInputs): Lookup {
  const value = own(environment.shared ?? environment.values, args[0] ?? '');
  if (value === undefined) return unresolved('undefined');
  return { kind: 'value', value, origin: { kind: 'environment', environment: environment.name } };
}

/** The record's own value: names come from the file, and `constructor` is no variable. */
export function own(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
