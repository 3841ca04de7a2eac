import type { Change, ChangedField, Compared, ContentChange } from './whatChanged.ts';

/** The most names in a sentence. */
const most = 4;

/**
 * What changed since last time, as one short line; undefined for a first send. `formatTime` words epoch milliseconds.
 */
export function describeChange(change: Change, formatTime: (epoch: number) => string): string | undefined {
  switch (change.kind) {
    case 'first':
      return undefined;
    case 'not-comparable':
      return `Not compared with the send before: ${reasons[change.why]}.`;
    case 'compared': {
      const requests = change.request.length === 0 ? '' : `; the request differs in ${listed(change.request)}`;
      return `Since ${formatTime(change.since)}: ${partsOf(change).join(' · ')}${requests}`;
    }
  }
}

const reasons = {
  identity: 'it went out with other credentials',
  environment: 'it went out in another environment',
  variant: 'it asked for another variant of the resource',
} as const;

function partsOf({ outcome, validators, fields: others, content }: Compared): readonly string[] {
  const [told, implied] = [validators.slice(0, 1), validators.slice(1).map(({ name }) => name)];
  // Other content has another length: no news.
  const fields = [...implied, ...others].filter((name) => content.kind === 'same' || !/^content-length$/i.test(name));
  const parts = [
    ...(outcome === undefined ? [] : [`${outcome[0]} → ${outcome[1]}`]),
    ...told.map(wordField),
    ...(fields.length === 0 ? [] : [`${listed(fields)} changed`]),
  ];
  // From a 200 to a 304 the status alone differs, and says just that.
  const status = outcome?.includes('304') ? parts.slice(0, 1) : [];
  const silent = content.kind === 'same' && parts.length === status.length;
  return silent ? [...status, 'nothing changed'] : [...parts, ...wordContent(content, parts.length)];
}

function wordField({ name, before, after }: ChangedField): string {
  if (after === undefined) return `${name} is gone`;
  return before === undefined ? `${name} ${after} is new` : `${name} ${before} → ${after}`;
}

function wordContent(content: ContentChange, others: number): readonly string[] {
  switch (content.kind) {
    case 'same':
      return ['same content'];
    case 'lines':
      return [`content ${[signed('+', content.added), signed('−', content.removed)].filter(Boolean).join(' ')}`];
    case 'moved':
      return ['content in another order'];
    case 'other':
      return ['other content'];
    case 'unknown':
      return others === 0 ? ['nothing else to compare'] : [];
  }
}

const signed = (sign: string, lines: number): string =>
  lines === 0 ? '' : `${sign}${lines} ${lines === 1 ? 'line' : 'lines'}`;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
