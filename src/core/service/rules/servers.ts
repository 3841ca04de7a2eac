import type { TraitId } from '../../conditional/traits/traitId.ts';
import type { Trait } from '../../conditional/traits/traits.ts';
import { removeHeaders, replaceHeader } from '../edits/fixes.ts';
import type { ConditionLine, ConditionName } from '../request/conditionLine.ts';
import { knownStrongTag } from '../request/knowledge.ts';
import { has, type Subject } from '../request/subject.ts';
import { sentTags } from '../request/tagMembers.ts';
import { editFix, type Finding, finding, NO_FINDINGS, preferFirst, refreshFix } from './finding.ts';
import { davProfile, ignoringProfile } from './profiles.ts';
import { redirectTarget } from './redirectTarget.ts';
import { evidenceOf, traitHere, traitOf } from './serverTraits.ts';

/** §2.4: what this server was seen to do with conditions, or is known to do. */
export function checkServers(subject: Subject): readonly Finding[] {
  if (subject.effect === 'none') return NO_FINDINGS;
  const conditional = subject.lines.length > 0;
  return [
    ...(conditional ? redirectTarget(subject) : NO_FINDINGS),
    ...(conditional && subject.effect === 'write' ? onWrite(subject) : NO_FINDINGS),
    ...(conditional ? notDiscriminating(subject) : NO_FINDINGS),
    ...transformsPut(subject),
  ];
}

function onWrite(subject: Subject): readonly Finding[] {
  const refusal = traitOf(subject, 'rejects-conditional');
  if (refusal !== undefined) return [rejects(subject, refusal)];
  return subject.lines.flatMap((line) => ignored(subject, line) ?? dateUnusable(subject, line) ?? NO_FINDINGS);
}

function rejects(subject: Subject, trait: Trait): Finding {
  const headers = subject.lines.map(({ header }) => header);
  const [first] = headers;
  const fixes = preferFirst(removeHeaders(subject, headers, 'Remove the condition'));
  const facts = { method: subject.method, evidence: evidenceOf(trait, subject) };
  return finding('server-rejects-conditional', first?.node ?? subject.placed.node.requestLine, facts, { fixes });
}

const IGNORES: Readonly<Partial<Record<ConditionName, TraitId>>> = {
  'If-Match': 'ignores-if-match',
  'If-None-Match': 'ignores-if-none-match',
  'If-Unmodified-Since': 'ignores-if-unmodified-since',
};

function ignored(subject: Subject, line: ConditionLine): Finding | undefined {
  const id = IGNORES[line.field];
  if (id === undefined) return undefined;
  const trait = traitOf(subject, id);
  const evidence = trait === undefined ? ignoringProfile(subject, id) : evidenceOf(trait, subject);
  if (evidence === undefined) return undefined;
  const facts = { field: line.field, method: subject.method, evidence };
  return finding('server-ignores-precondition', line.header.node, facts, { fixes: [refreshFix] });
}

/** mod_dav compares the date with the time of the request, so every date that can be held fails. */
function dateUnusable(subject: Subject, line: ConditionLine): Finding | undefined {
  if (line.field !== 'If-Unmodified-Since' || has(subject, 'If-Match')) return undefined;
  const trait = traitOf(subject, 'ius-unusable');
  const evidence = trait === undefined ? davProfile(subject) : evidenceOf(trait, subject);
  if (evidence === undefined) return undefined;
  const tag = knownStrongTag(subject.known);
  const byTag =
    tag === undefined ? [] : editFix(`Use If-Match with ${tag}`, replaceHeader(line.header, 'If-Match', tag));
  return finding('server-ius-unusable', line.header.node, { evidence }, { fixes: preferFirst([...byTag, refreshFix]) });
}

function notDiscriminating(subject: Subject): readonly Finding[] {
  const trait = traitHere(subject, 'not-discriminating');
  if (trait === undefined) return NO_FINDINGS;
  return subject.lines.flatMap((line) => {
    const [first] = sentTags(line).filter(({ tag }) => !tag.weak);
    if (first === undefined) return NO_FINDINGS;
    const facts = { sent: first.member.text, evidence: evidenceOf(trait, subject) };
    return [finding('etag-not-discriminating', line.header.node.value, facts)];
  });
}

function transformsPut(subject: Subject): readonly Finding[] {
  if (subject.method !== 'PUT') return NO_FINDINGS;
  const trait = traitOf(subject, 'transforms-put');
  if (trait === undefined) return NO_FINDINGS;
  const place = subject.placed.node.method ?? subject.placed.node.target;
  return [finding('server-transforms-put', place, { evidence: evidenceOf(trait, subject) })];
}
