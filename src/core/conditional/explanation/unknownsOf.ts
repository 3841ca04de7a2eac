import { describeTransportError } from '../../http/describeTransportError.ts';
import { firstValue } from '../../http/headerList.ts';
import { cacheEvidence } from '../memory/cacheEvidence.ts';
import { shownTag } from '../wording.ts';
import type { Facts } from './causes/facts.ts';
import type { RankedCause } from './rankCauses.ts';

/** What could not be known, one sentence each. */
export function unknownsOf(facts: Facts, causes: readonly RankedCause[]): readonly string[] {
  if (facts.response.status === 304) return [];
  return [...origin(facts), ...currentTag(facts), ...lookUp(facts), ...author(facts, causes[0])];
}

/** Where there is no tag to name the silence tells nothing. */
function currentTag({ response, culprit, current }: Facts): readonly string[] {
  if (response.status !== 412 || culprit === undefined || current.kind === 'none') return [];
  if (firstValue(response.headers, 'ETag') !== undefined) return [];
  return ['The server did not name its current tag in the 412; few do.'];
}

function lookUp({ input, fresh, response, state }: Facts): readonly string[] {
  if (response.status !== 412 && input.fresh === undefined) return [];
  if (input.fresh === undefined) {
    return state.from === 'answer'
      ? []
      : ['No look-up was made afterwards, so what the server holds now is not known.'];
  }
  const { error } = input.fresh;
  if (error !== undefined) return [`The look-up failed. ${describeTransportError(error)}`];
  if (fresh === undefined) return [];
  if (fresh.status >= 300 && fresh.status !== 404 && fresh.status !== 410) {
    return [`The look-up was answered ${fresh.status}, so what the server holds now is not known.`];
  }
  const cache = cacheEvidence(fresh.headers);
  return cache === undefined
    ? []
    : [`A cache answered the look-up (${cache}), so the origin may hold another version.`];
}

function author({ current }: Facts, cause: RankedCause | undefined): readonly string[] {
  if (cause?.id !== 'changed-by-other') return [];
  return [
    current.kind === 'known' ? `Who made ${shownTag(current.value)} is not known.` : 'Who changed it is not known.',
  ];
}

/** A tag from elsewhere may be an old one, a mistyped one, or one of another resource. */
function origin({ response, culprit, sent, sighting, equal }: Facts): readonly string[] {
  const unseen = response.status === 412 && culprit === 'If-Match' && sent !== undefined && sighting === undefined;
  if (!unseen || equal === 'yes') return [];
  return [`Where ${shownTag(sent)} comes from: no answer seen here has carried it.`];
}
