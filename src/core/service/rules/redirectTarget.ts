import { withoutUserinfo } from '../../syntax/resolving/resolveUrl.ts';
import { shownMoment } from '../request/moment.ts';
import type { Subject } from '../request/subject.ts';
import { shown } from '../words/shown.ts';
import { editFix, type Finding, type FindingFix, finding, NO_FINDINGS, preferFirst } from './finding.ts';

/** A condition on a URL that redirects is judged nowhere: the redirect comes first (RFC 9110 §13.2.1). */
export function redirectTarget(subject: Subject): readonly Finding[] {
  const { known, context, placed, lines } = subject;
  const redirect = known.resource?.observed?.redirect;
  const [line] = lines;
  if (redirect === undefined || line === undefined) return NO_FINDINGS;
  const facts = {
    field: line.field,
    status: redirect.status,
    to: withoutUserinfo(redirect.to),
    at: shownMoment(redirect.at, context),
  };
  return [
    finding('redirect-target', placed.node.target, facts, { fixes: preferFirst(useTarget(subject, redirect.to)) }),
  ];
}

/** The URL that the redirect named, in the place of the target; a variable at its beginning stays where it fits. */
function useTarget({ placed, resolved }: Subject, to: string): readonly FindingFix[] {
  const { target } = placed.node;
  // A secret parameter is kept as a digest, which nobody can be asked for.
  if (/[?&][^=&]+=~\d/.test(to)) return [];
  const opening = /^\{\{[^{}]+\}\}/.exec(target.text)?.[0] ?? '';
  const rest = target.text.slice(opening.length);
  const base =
    opening !== '' && resolved.target.endsWith(rest) ? resolved.target.slice(0, -rest.length || undefined) : '';
  const kept = base !== '' && to.startsWith(base) && rest.startsWith('/');
  const newText = kept ? `${opening}${to.slice(base.length)}` : to;
  return editFix(`Use ${shown(newText)}`, [{ start: target.start, end: target.end, newText }]);
}
