import type { Exchange, Timings } from '../../../core/http/exchange.ts';
import { formatMilliseconds } from '../../../core/http/quantity.ts';
import { withoutUrlSecrets } from '../../../core/http/secret.ts';

/** A stretch of an exchange's time. `milliseconds` is undefined where it did not happen. */
export interface Phase {
  readonly name: 'DNS' | 'connect' | 'TLS' | 'waiting' | 'download';
  readonly milliseconds: number | undefined;
  /** What the stretch is drawn with. */
  readonly shade: string;
}

/** The phases of the last request sent, in their order. */
export function phasesOf({ dns, connect, tls, firstByte, download }: Timings): readonly Phase[] {
  return [
    { name: 'DNS', milliseconds: dns, shade: '░' },
    { name: 'connect', milliseconds: connect, shade: '▒' },
    { name: 'TLS', milliseconds: tls, shade: '▓' },
    { name: 'waiting', milliseconds: firstByte, shade: '█' },
    { name: 'download', milliseconds: download, shade: '▄' },
  ];
}

const cells = 10;

/**
 * The phases as a bar of some ten characters, each as long as its share of the time; what took any time at all has
 * one. Empty where nothing was measured.
 */
export function timingBar(timings: Timings): string {
  const happened = phasesOf(timings).filter(({ milliseconds = 0 }) => milliseconds > 0);
  const sum = happened.reduce((total, { milliseconds = 0 }) => total + milliseconds, 0);
  return happened
    .map(({ milliseconds = 0, shade }) => shade.repeat(Math.max(1, Math.round((milliseconds / sum) * cells))))
    .join('');
}

/** The figures in one line: `connect 0.4 ms · waiting 36 ms · download 1.2 ms · 38 ms in all`. */
export function timingFigures(timings: Timings): string {
  const parts = phasesOf(timings).flatMap(({ name, milliseconds }) =>
    milliseconds === undefined ? [] : [`${name} ${fine(milliseconds)}`],
  );
  return [...parts, `${fine(timings.total)} in all`].join(' · ');
}

const width = 24;

/** The time of an exchange as a document: a line for each phase, drawn where it lay. */
export function timingText(exchange: Exchange): string {
  const { request, timings, connection, hops } = exchange;
  const phases = phasesOf(timings);
  const sum = phases.reduce((total, { milliseconds = 0 }) => total + milliseconds, 0);
  let before = 0;
  const rows = phases.map(({ name, milliseconds, shade }) => {
    const from = before;
    before += milliseconds ?? 0;
    return row(name, milliseconds === undefined ? '–' : fine(milliseconds), stretch(from, milliseconds, sum, shade));
  });
  const rest = timings.total - sum;
  const earlier = hops.length === 0 ? 'in this program' : 'redirects, and this program';
  return [
    `${request.method} ${withoutUrlSecrets(request.url)} · ${fine(timings.total)}`,
    '',
    ...rows,
    ...(rest > 0 ? ['', row('besides', fine(rest), earlier)] : []),
    '',
    ...missing(timings, connection?.reused),
    '',
  ].join('\n');
}

const row = (name: string, figure: string, drawn: string): string =>
  `${name.padEnd(10)}${figure.padStart(9)}  ${drawn}`.trimEnd();

function stretch(from: number, milliseconds: number | undefined, sum: number, shade: string): string {
  if (milliseconds === undefined || sum <= 0) return '';
  const cell = (at: number) => Math.round((at / sum) * width);
  return ' '.repeat(cell(from)) + shade.repeat(Math.max(1, cell(from + milliseconds) - cell(from)));
}

/** Why a phase has no figure. */
function missing({ dns, connect, tls }: Timings, reused: boolean | undefined): readonly string[] {
  if (reused === true) return ['The connection was kept from an exchange before:', 'no DNS, connect or TLS.'];
  if (connect === undefined) return ['No connection was made.'];
  const without = [
    ...(dns === undefined ? ['DNS: an address needs none.'] : []),
    ...(tls === undefined ? ['TLS: plain HTTP has none.'] : []),
  ];
  return without;
}

/** Below ten milliseconds a tenth matters. */
function fine(milliseconds: number): string {
  return milliseconds < 9.95 ? `${milliseconds.toFixed(1)} ms` : formatMilliseconds(milliseconds);
}
