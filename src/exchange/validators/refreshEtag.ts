import type { Exchange } from '../../core/http/exchange.ts';
import { type Edit, shift } from '../../core/span.ts';
import type { Ports } from '../ports.ts';
import { editsCommand, insideCommand } from '../repairing/editsCommand.ts';
import { lineRemoval } from '../repairing/lineRemoval.ts';
import { directedOptions } from '../sending/directedOptions.ts';
import type { Prepared } from '../sending/prepareRequest.ts';
import type { SendFault } from '../sending/sendFault.ts';
import { readyWithDependencies, type Sending } from '../sending/sendRequest.ts';
import { comparesDates, type WrittenCondition, writtenConditions } from './conditionFields.ts';
import { freshValidator } from './freshValidator.ts';
import { lookUp } from './lookUp.ts';
import { refreshElsewhere, rememberedElsewhere } from './refreshElsewhere.ts';
import { rereadAnswer } from './rereadAnswer.ts';
import { answerBehind, validatorEdit } from './validatorEdit.ts';

/** What came of a refresh. `etag` is the validator as received: a tag, or a date for a field that compares dates. */
export type Refreshed =
  /** Changes to the file, to be made as one step. */
  | { readonly kind: 'edits'; readonly edits: readonly Edit[]; readonly etag: string; readonly exchange: Exchange }
  /** Nothing in the file to change: it says so already, or has no precondition. */
  | { readonly kind: 'current'; readonly etag: string; readonly exchange: Exchange }
  /** The tag is taken from another request's answer, which was fetched anew. */
  | { readonly kind: 'answer'; readonly request: string; readonly etag: string; readonly exchange: Exchange }
  /** The tag is taken from outside the file, where the user has to put it. */
  | { readonly kind: 'outside'; readonly where: string; readonly etag: string; readonly exchange: Exchange }
  | { readonly kind: 'none'; readonly why: string; readonly exchange: Exchange | undefined }
  | { readonly kind: 'refused'; readonly faults: readonly SendFault[] };

/**
 * Fetches the validators that the request's preconditions should hold: one HEAD, else a GET, or for a chained tag
 * the request it is taken from. The memory learns them; the file is for the caller to edit.
 */
export async function refreshEtag(ports: Ports, asked: Sending, signal: AbortSignal): Promise<Refreshed> {
  const { prepared, sending } = await readyWithDependencies(ports, asked, 'look-up', signal);
  if (prepared.kind === 'refused') return prepared;
  const written = writtenConditions(prepared.placed);
  const conditions = written.filter((condition) => !asksForNothing(condition));
  const [leading] = conditions;
  if (leading === undefined && written.length > 0) return { kind: 'none', why: creation, exchange: undefined };
  const place = { document: sending.document, scope: prepared.scope };
  const chain = leading && answerBehind(place, shift(leading.lines[0].value, prepared.placed.start));
  if (leading !== undefined && chain !== undefined) return rereadAnswer(ports, sending, leading, chain, signal);
  const elsewhere = leading && rememberedElsewhere(place, prepared, leading);
  if (leading && elsewhere) return refreshElsewhere(ports, { sending, prepared }, leading, elsewhere, signal);
  const { request, wanted, placed } = prepared;
  const options = directedOptions(sending.options, placed.node);
  const exchange = await lookUp(ports, { request, wanted, options }, signal);
  return leading === undefined ? withoutField(exchange) : settle(sending, prepared, conditions, exchange);
}

const creation = 'If-None-Match: * asks that nothing be there yet, so it holds no tag to refresh.';

function asksForNothing({ field, lines: [first] }: WrittenCondition): boolean {
  return field === 'If-None-Match' && first.value.text === '*';
}

function withoutField(exchange: Exchange): Refreshed {
  const fresh = freshValidator(exchange, 'If-None-Match', 'tag');
  return fresh.kind === 'none' ? { ...fresh, exchange } : { kind: 'current', etag: fresh.value, exchange };
}

/** The first field decides what is reported; the others follow it where the answer has what they compare. */
function settle(
  sending: Sending,
  prepared: Prepared,
  conditions: readonly WrittenCondition[],
  exchange: Exchange,
): Refreshed {
  const edits: Edit[] = [];
  let etag: string | undefined;
  for (const condition of conditions) {
    const fresh = freshValidator(exchange, condition.field, comparesDates(condition) ? 'date' : 'tag');
    if (fresh.kind === 'none' && etag === undefined) return { ...fresh, exchange };
    if (fresh.kind === 'none') continue;
    const first = etag === undefined;
    etag ??= fresh.value;
    const written = editCondition(sending, prepared, condition, fresh.value);
    if (written.kind === 'edits') edits.push(...written.edits);
    else if (first && written.kind !== 'memory')
      return { kind: 'outside', where: whereOf(written, fresh.value), etag: fresh.value, exchange };
  }
  const changes = edits.filter(({ start, end, newText }) => sending.document.text.slice(start, end) !== newText);
  if (etag === undefined) return { kind: 'none', why: 'The request has no precondition to refresh.', exchange };
  return changes.length === 0 ? { kind: 'current', etag, exchange } : { kind: 'edits', edits: changes, etag, exchange };
}

/** Several lines of one field are one list (RFC 9110 §5.3): the first gets the validator, the others go. */
function editCondition({ document }: Sending, { placed, scope }: Prepared, condition: WrittenCondition, value: string) {
  const [first, ...others] = condition.lines;
  const written = validatorEdit({ document, scope }, shift(first.value, placed.start), value);
  if (written.kind !== 'edits') return written;
  if (editsCommand(placed, written.edits)) return { kind: 'command' } as const;
  const removals = others.map((line) => lineRemoval(document.text, shift(line, placed.start)));
  return { kind: 'edits', edits: [...written.edits, ...removals] } as const;
}

function whereOf(
  written: Exclude<ReturnType<typeof editCondition>, { kind: 'edits' | 'memory' }>,
  etag: string,
): string {
  if (written.kind === 'command') return insideCommand;
  const source = written.kind === 'answer' ? 'answer' : written.origin;
  return `The tag comes from {{${written.expression}}}, which ${sources[source]}. Put ${etag} there.`;
}

const sources = {
  option: 'is given on the command line',
  environment: 'the environment defines',
  'process-environment': 'is a variable of the process',
  dynamic: 'is made anew for each send',
  loop: 'the loop gives in each pass',
  prompt: 'you are asked for at each send',
  validator: 'is remembered of the resource',
  file: 'the file defines',
  import: 'an imported file defines',
  response: 'another answer holds',
  answer: 'another answer holds',
} as const;
