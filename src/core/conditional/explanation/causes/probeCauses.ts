import { formatEntityTag, parseEntityTag } from '../../../http/entityTag.ts';
import type { HttpResponse } from '../../../http/exchange.ts';
import { firstValue } from '../../../http/headerList.ts';
import { cacheEvidence } from '../../memory/cacheEvidence.ts';
import { shown, shownTag } from '../../wording.ts';
import type { CauseId } from '../explanation.ts';
import type { ProbeKind } from '../probe.ts';
import type { Facts } from './facts.ts';
import { type Finding, proven } from './finding.ts';
import { locked } from './lockCauses.ts';

/** What the probes prove (§3.1: the compressed form, repetition, the fields of then, another person, past the cache). */
export function probeCauses(facts: Facts): readonly Finding[] {
  return [
    ...answered(facts, 'browser', byUserAgent),
    ...answered(facts, 'compressed', compressed),
    ...repeated(facts),
    ...answered(facts, 'other-fields', asRead),
    ...answered(facts, 'anonymous', asAnybody),
    ...answered(facts, 'past-cache', pastCache),
    ...locked(facts),
  ];
}

/** The suggested causes that a probe speaks against: each counts one observation less. */
export function refuted(facts: Facts): ReadonlySet<CauseId> {
  const found = probeCauses(facts).map(({ id }) => id);
  const against: Readonly<Record<ProbeKind, readonly CauseId[]>> = {
    content: ['background-change', 'retry-after-lost-answer', 'rewritten-by-server'],
    compressed: ['coding-suffix', 'weakened-by-proxy'],
    repeat: ['flapping', 'other-node-lag'],
    'other-fields': ['negotiated-other'],
    anonymous: ['auth-dependent'],
    'past-cache': ['cached-stale-tag', 'cdn-rewrites-tag'],
    browser: [],
    locks: ['dav-if-token'],
  };
  const made = [...facts.probes.keys()].flatMap((kind) => against[kind]);
  return new Set(made.filter((id) => !found.includes(id)));
}

type Judge = (facts: Facts, answer: HttpResponse) => Finding | undefined;

function answered(facts: Facts, kind: ProbeKind, judge: Judge): readonly Finding[] {
  const answer = facts.probes.get(kind)?.[0];
  const finding = answer && judge(facts, answer);
  return finding === undefined ? [] : [finding];
}

const tagOf = (answer: HttpResponse): string | undefined => firstValue(answer.headers, 'ETag');

function byUserAgent({ response, fresh }: Facts, answer: HttpResponse): Finding | undefined {
  if (response.status !== 412 || fresh?.status !== 412 || answer.status === 412) return undefined;
  return {
    ...proven('no-condition', `With a browser’s User-Agent the same look-up is answered ${answer.status}.`),
    title: 'The server refuses by User-Agent',
    clause: 'the server refuses programs that do not call themselves a browser',
    repairs: ['export-report'],
  };
}

function compressed({ sent, current }: Facts, answer: HttpResponse): Finding | undefined {
  const coded = tagOf(answer);
  if (sent === undefined || current.kind !== 'known' || coded !== formatEntityTag(sent)) return undefined;
  if (coded === formatEntityTag(current.value)) return undefined;
  const seen = `Asked for gzip the server answers ${shown(coded)}, asked for the plain form ${shownTag(current.value)}.`;
  const alike = parseEntityTag(coded)?.opaque === current.value.opaque;
  return proven(alike ? 'weakened-by-proxy' : 'coding-suffix', seen);
}

/** Tags in turns are several nodes; the newer one at last is a node that has caught up. */
function repeated({ probes, sent, fresh, equal }: Facts): readonly Finding[] {
  const answers = probes.get('repeat') ?? [];
  const first = fresh && tagOf(fresh);
  const tags = [...(first === undefined ? [] : [first]), ...answers.flatMap((answer) => tagOf(answer) ?? [])];
  const turns = tags.filter((tag, index) => index > 0 && tag !== tags[index - 1]).length;
  if (answers.length === 0 || turns === 0) return [];
  const seen = `${tags.length} look-ups were answered ${tags.map(shown).join(', ')}.`;
  if (turns > 1) return [proven('flapping', seen)];
  const caughtUp = sent !== undefined && equal === 'no' && tags.at(-1) === formatEntityTag(sent);
  return caughtUp ? [proven('other-node-lag', seen)] : [];
}

function asRead({ sent, sighting, equal }: Facts, answer: HttpResponse): Finding | undefined {
  if (sent === undefined || equal !== 'no' || tagOf(answer) !== formatEntityTag(sent)) return undefined;
  const fields = (sighting?.vary ?? []).map(([name, value]) => `${name}: ${value === '' ? '(none)' : value}`);
  return proven(
    'negotiated-other',
    `Asked with ${shown(fields.join(', '))} the server still answers ${shownTag(sent)}.`,
  );
}

function asAnybody({ sent, equal }: Facts, answer: HttpResponse): Finding | undefined {
  if (sent === undefined || equal !== 'no' || tagOf(answer) !== formatEntityTag(sent)) return undefined;
  return proven('auth-dependent', `Asked without credentials the server still answers ${shownTag(sent)}.`);
}

function pastCache({ fresh, sent, equal }: Facts, answer: HttpResponse): Finding | undefined {
  const [stored, origin] = [fresh && tagOf(fresh), tagOf(answer)];
  if (fresh === undefined || sent === undefined || origin === undefined || stored === origin || equal === 'no')
    return undefined;
  const why = cacheEvidence(fresh.headers);
  if (why === undefined || stored !== formatEntityTag(sent)) return undefined;
  return proven(
    'cached-stale-tag',
    `The cache answers ${shown(stored)} (${why}); asked past it the origin answers ${shown(origin)}.`,
  );
}
