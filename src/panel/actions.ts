import type { Cause, RepairId } from '../core/conditional/explanation/explanation.ts';
import type { ExplanationSource } from './explanationSource.ts';
import type { Action, CauseView, ViewExtras } from './explanationView.ts';
import { mergeActions } from './mergeWords.ts';
import { sentCondition } from './timeline.ts';

/** Repairs that the host can carry out; a button that does nothing is worse than none. */
const offered: ReadonlySet<RepairId> = new Set<RepairId>([
  'refresh-and-retry',
  'merge-and-retry',
  'strengthen-tag',
  'fix-syntax',
  'use-identity-coding',
  'create-instead',
  'update-instead',
  'add-precondition',
  'verify-first',
  'send-to-target',
  'probe-server',
]);

/** A cause for the page. A repair that is a button at the top already is not said again. */
export function causeView(
  { id, title, likelihood, effort, evidence, fixes }: Cause,
  shown: readonly Action[],
): CauseView {
  const atTop = new Set(shown.flatMap(({ message }) => (message.type === 'repair' ? message.id : [])));
  const actions = fixes
    .filter((fix) => offered.has(fix.id) && !atTop.has(fix.id))
    .map((fix) => repairAction(fix, 'plain'));
  return { id, title, likelihood, effort, evidence, fixes: actions };
}

function repairAction({ id, title }: Cause['fixes'][number], weight: Action['weight']): Action {
  return { title, weight, message: { type: 'repair', id } };
}

/** The repairs of the likeliest cause that has any; those of the others stay with their cause. */
function repairsOf(causes: readonly Cause[]): readonly Action[] {
  const repairs = causes.map(({ fixes }) => fixes.filter(({ id }) => offered.has(id)));
  return (repairs.find((fixes) => fixes.length > 0) ?? []).map((fix) => repairAction(fix, 'plain'));
}

/** Always at hand after a 412, and never the first choice: what is left is a write without a guard. */
function removal({ exchange, explanation }: ExplanationSource): readonly Action[] {
  if (explanation?.status !== 412 || sentCondition(exchange.request.headers) === undefined) return [];
  return [repairAction({ id: 'remove-precondition', title: 'Remove the condition' }, 'quiet')];
}

/** What the page offers. After an edit, and during a merge, there is one thing to do next; the rest was about before. */
export function choices(
  source: ExplanationSource,
  { next, merge }: ViewExtras,
): { readonly preferred: readonly Action[]; readonly quiet: readonly Action[] } {
  if (merge !== undefined) return mergeActions(merge);
  if (next !== undefined) return { preferred: [nexts[next]], quiet: [] };
  const repairs = repairsOf(source.explanation?.causes ?? []);
  return { preferred: [...repairs, ...lookUpAction(source)], quiet: removal(source) };
}

const nexts: Readonly<Record<NonNullable<ViewExtras['next']>, Action>> = {
  'send-again': { title: 'Send again', weight: 'plain', message: { type: 'send-again' } },
  'take-content': { title: 'Put what was sent into the file', weight: 'plain', message: { type: 'take-content' } },
};

function lookUpAction({ lookUp }: ExplanationSource): readonly Action[] {
  if (lookUp !== 'offered') return [];
  return [{ title: 'Look up the current version', weight: 'plain', message: { type: 'look-up' } }];
}

const mostButtons = 3;

/** At most three buttons, the first marked; what is always at hand comes after them, quietly. */
export function weighed(actions: readonly Action[], quiet: readonly Action[]): readonly Action[] {
  const buttons = actions.slice(0, mostButtons);
  const always: readonly Action[] = [
    { title: 'Open the request', weight: 'quiet', message: { type: 'open-request' } },
    { title: 'Copy report', weight: 'quiet', message: { type: 'copy-report' } },
  ];
  const [first, ...others] = buttons.length > 0 ? [...buttons, ...quiet, ...always] : [...always, ...quiet];
  return first === undefined ? [] : [{ ...first, weight: 'primary' }, ...others];
}
