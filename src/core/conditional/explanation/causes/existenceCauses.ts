import { elapsed, shownTag } from '../../wording.ts';
import type { Facts } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

/** Causes that lie in whether the resource is there at all. */
export function existenceCauses(facts: Facts): readonly Finding[] {
  const { culprit, state } = facts;
  if (culprit === 'If-Match' && state.current.exists === false) return [missing(facts)];
  if (culprit === 'If-None-Match' && state.current.exists === true) return exists(facts);
  return [];
}

function missing({ state, fresh }: Facts): Finding {
  if (state.from === 'look-up') return proven('missing', `The look-up was answered ${fresh?.status ?? 404}.`);
  return suggested('missing', ['When it was last asked for, nothing was there.']);
}

function exists(facts: Facts): readonly Finding[] {
  const star = facts.members.some((member) => member.kind === 'star');
  const evidence = [...seen(facts), ...created(facts)];
  const standing = facts.state.from === 'look-up' ? proven('exists', ...evidence) : suggested('exists', evidence);
  if (star) return [standing];
  if (facts.trace.steps.find((step) => step.field === 'If-None-Match')?.result !== 'false') return [];
  return [
    {
      ...standing,
      title: 'If-None-Match forbids writing over this version',
      clause: 'the resource is at the very version that If-None-Match excludes',
    },
  ];
}

function seen({ state, current }: Facts): readonly string[] {
  const what = current.kind === 'known' ? `, with the tag ${shownTag(current.value)}` : '';
  return [state.from === 'look-up' ? `The look-up found it${what}.` : `It was there when last seen${what}.`];
}

function created({ writes, input }: Facts): readonly string[] {
  const write = writes.findLast(({ status }) => status === 201);
  if (write === undefined) return [];
  return [`Your own ${write.method} created it ${elapsed(input.exchange.startedAt - write.at)} before.`];
}
