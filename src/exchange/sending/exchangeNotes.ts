import type { ConnectionFacts, Exchange, Informational, StoppedRedirect } from '../../core/http/exchange.ts';
import { withoutUrlSecrets } from '../../core/http/secret.ts';
import { lostGuardsNote } from '../repairing/lostGuards.ts';

/** What a person has to know of how an answer came, one sentence each. */
export function exchangeNotes(exchange: Exchange): readonly string[] {
  const { stopped, connection, informational = [] } = exchange;
  const unguarded = lostGuardsNote(exchange);
  return [
    ...(unguarded === undefined ? [] : [unguarded]),
    ...(stopped === undefined ? [] : [stoppedNote(stopped)]),
    ...connectionNotes(connection),
    ...informational.map(informationalNote),
  ];
}

function stoppedNote({ target, conditions }: StoppedRedirect): string {
  const names = conditions.join(' and ');
  return `Not followed to ${withoutUrlSecrets(target)}: ${names} is for the URL that was asked, and nothing else guards the write there. Send it to that URL, or set precondition.redirects.conditions.`;
}

function connectionNotes(connection: ConnectionFacts | undefined): readonly string[] {
  const notes: string[] = [];
  const unverified = connection?.tls?.unverified;
  if (unverified !== undefined) {
    notes.push(`The certificate was not accepted but excepted (${unverified}): anybody could have answered.`);
  }
  if (connection?.repeated === true) {
    notes.push('The kept connection had closed; this safe request was sent once more, on a new one.');
  }
  return notes;
}

function informationalNote({ status, reason, headers }: Informational): string {
  const fields = headers.map(([name, value]) => `${name}: ${value}`).join(', ');
  return `Before it: ${[status, reason].join(' ').trim()}${fields === '' ? '' : ` (${fields})`}`;
}
