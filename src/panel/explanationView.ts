import type { Effort, Explanation, Likelihood } from '../core/conditional/explanation/explanation.ts';
import type { Exchange } from '../core/http/exchange.ts';
import { firstValue } from '../core/http/headerList.ts';
import { formatMilliseconds } from '../core/http/quantity.ts';
import { causeView, choices, weighed } from './actions.ts';
import type { ExplanationSource } from './explanationSource.ts';
import { lookedUp } from './lookedUp.ts';
import { type MergeView, mergeNotice } from './mergeWords.ts';
import { type Moment, momentOf } from './moment.ts';
import type { FromPanel } from './protocol.ts';
import { shownTarget } from './shownTarget.ts';
import { shownValue } from './shownValue.ts';
import { type StepRow, stepRows, unsentFields } from './stepRows.ts';
import { type TimelineEntry, timelineEntries } from './timelineEntries.ts';

/** Everything the page and the report show; words and numbers, no secrets, no markup. */
export interface ExplanationView {
  readonly kind:
    | 'refused'
    | 'condition-required'
    | 'not-modified'
    | 'went-through'
    | 'unexpected'
    | 'failed'
    | 'repaired';
  /** `412 Precondition Failed`. */
  readonly status: string;
  readonly request: RequestView;
  readonly headline: string;
  readonly notice: string | undefined;
  /** The preferred one first. */
  readonly actions: readonly Action[];
  readonly caution: string | undefined;
  readonly timeline: readonly TimelineEntry[];
  readonly steps: readonly StepRow[];
  /** Precondition fields that the request did not have, in the order of §13.2.2. */
  readonly unsent: readonly string[];
  readonly deviation: DeviationView | undefined;
  readonly causes: readonly CauseView[];
  readonly unknowns: readonly string[];
  readonly lookUp: string | undefined;
  /** The page that this one follows, after a repair. */
  readonly earlier: ExplanationView | undefined;
}

export interface RequestView {
  readonly name: string | undefined;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly at: Moment;
  readonly took: string;
}

export interface Action {
  readonly title: string;
  readonly weight: 'primary' | 'plain' | 'quiet';
  readonly message: FromPanel;
}

export interface DeviationView {
  readonly expected: string;
  readonly observed: string;
  readonly why: string;
}

export interface CauseView {
  readonly id: string;
  readonly title: string;
  readonly likelihood: Likelihood;
  readonly effort: Effort;
  readonly evidence: readonly string[];
  readonly fixes: readonly Action[];
}

/** What the host may add. `zone` is an IANA time zone; the computer's own unless given. */
export interface ViewExtras {
  readonly zone?: string;
  /** One sentence about what a button has just done, such as an edit of the file. */
  readonly notice?: string;
  /** `send-again` offers to send the request as it now stands in the file, `take-content` to put there what was sent. */
  readonly next?: 'send-again' | 'take-content';
  /** A merge that is under way: the page is about it until it is sent or dropped. */
  readonly merge?: MergeView;
}

/** The page's data from an outcome. Without an explanation it is the page of a success. */
export function explanationView(source: ExplanationSource, extras: ViewExtras = {}): ExplanationView {
  const { explanation, exchange } = source;
  const { preferred, quiet } = choices(source, extras);
  const actions = weighed(preferred, quiet);
  return {
    kind: kindOf(explanation, exchange),
    status: statusOf(exchange),
    request: requestView(source, extras.zone),
    headline: explanation?.summary ?? plainLine(exchange),
    notice: extras.merge === undefined ? extras.notice : mergeNotice(extras.merge),
    actions,
    caution: cautionOf(preferred[0], explanation),
    timeline: timelineEntries(source, extras.zone),
    ...(explanation === undefined ? untold : tellExplanation(source, explanation, actions)),
    lookUp: lookedUp(source),
    earlier: undefined,
  };
}

/** The page after a repair went through: the success, with the page it came from as the way back. */
export function repairedView(
  source: ExplanationSource,
  earlier: ExplanationView,
  extras: ViewExtras = {},
): ExplanationView {
  const view = explanationView(source, extras);
  const status = source.exchange.response?.status ?? 0;
  const succeeded = status >= 200 && status < 300 && source.explanation === undefined;
  if (!succeeded) return view;
  const headline = `Repaired: ${successLine(source.exchange)}`;
  return { ...view, kind: 'repaired', headline, earlier: { ...earlier, actions: [], earlier: undefined } };
}

const untold = {
  causes: [],
  steps: [],
  unsent: [],
  unknowns: [],
  deviation: undefined,
} satisfies Partial<ExplanationView>;

function tellExplanation(source: ExplanationSource, explanation: Explanation, shown: readonly Action[]) {
  const { deviation, unknowns, steps, causes } = explanation;
  return {
    causes: causes.map((cause) => causeView(cause, shown)),
    steps: stepRows(source, explanation),
    unsent: unsentFields(steps),
    unknowns,
    deviation: deviation && {
      expected: expectations[deviation.expected],
      observed: String(deviation.observed),
      why: deviation.why,
    },
  };
}

const expectations = {
  perform: 'that the server carries the request out',
  'perform-range': 'a part of the content (206)',
  'not-modified': '304 Not Modified',
  'precondition-failed': '412 Precondition Failed',
  undetermined: 'that the condition decides',
} as const;

function kindOf(explanation: Explanation | undefined, { response }: Exchange): ExplanationView['kind'] {
  if (explanation === undefined) return response !== undefined && response.status >= 400 ? 'failed' : 'repaired';
  if (explanation.status === 412) return 'refused';
  if (explanation.status === 428) return 'condition-required';
  if (explanation.deviation?.expected === 'precondition-failed') return 'went-through';
  return explanation.status === 304 ? 'not-modified' : 'unexpected';
}

function statusOf({ response }: Exchange): string {
  if (response === undefined) return 'No response';
  return response.reason === '' ? String(response.status) : `${response.status} ${response.reason}`;
}

function plainLine(exchange: Exchange): string {
  const status = exchange.response?.status ?? 0;
  return status < 400 ? successLine(exchange) : `Answered ${status}. Nothing known of conditions explains it.`;
}

function successLine({ response }: Exchange): string {
  const tag = response && firstValue(response.headers, 'ETag');
  return [String(response?.status ?? 'no response'), ...(tag === undefined ? [] : [shownValue(tag)])].join(', ');
}

function requestView({ name, exchange }: ExplanationSource, zone: string | undefined): RequestView {
  const { request, startedAt, timings } = exchange;
  const at = momentOf(startedAt, startedAt, zone);
  return { name, method: request.method, ...shownTarget(request.url), at, took: formatMilliseconds(timings.total) };
}

function cautionOf(preferred: Action | undefined, explanation: Explanation | undefined): string | undefined {
  const message = preferred?.message;
  if (message?.type !== 'repair' || message.id !== 'refresh-and-retry') return undefined;
  if (!explanation?.causes.some(({ id }) => id === 'changed-by-other')) return undefined;
  return 'Refreshing and retrying puts your content in place of theirs. Read the current version first if it matters.';
}
