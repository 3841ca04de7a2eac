import { decodeBody } from '../../core/http/content/decodeBody.ts';
import { describeTransportError } from '../../core/http/describeTransportError.ts';
import type { Exchange, Hop, HttpResponse } from '../../core/http/exchange.ts';
import { formatBytes, formatMilliseconds } from '../../core/http/quantity.ts';
import { withoutSecrets } from '../../core/http/secret.ts';
import { responseProblems } from '../../core/service/responseProblems.ts';
import type { AssertionResult } from '../../exchange/answers/assertions.ts';
import { describeSave } from '../../exchange/answers/saveAnswer.ts';
import { describeAttempts } from '../../exchange/retry/describeAttempts.ts';
import { exchangeNotes } from '../../exchange/sending/exchangeNotes.ts';
import type { SentOutcome } from '../../exchange/sending/sendRequest.ts';
import type { Content } from '../json/exchangeJson.ts';
import { failuresOf, labelOf, type RefusedRequest, type Sent, type SentRequest, type StatusPolicy } from '../sent.ts';
import { explanationText } from './explanationText.ts';
import { createStyle, harmless, type Style } from './style.ts';

export interface TextSettings {
  readonly content: Content;
  readonly policy: StatusPolicy;
  readonly colour: 'yes' | 'no';
}

/** One request for a person at a terminal: what was sent, what came, what it means, what was expected. */
export function sentText(sent: Sent, settings: TextSettings): string {
  const style = createStyle(settings.colour);
  const lines = sent.kind === 'refused' ? refusedLines(sent, style) : sentLines(sent, settings, style);
  return `${lines.join('\n')}\n\n`;
}

function refusedLines(sent: RefusedRequest, style: Style): readonly string[] {
  const { placed, method, url, faults, dependencies } = sent;
  return [
    ...dependencies.map((each) => dependencyLine(each, style)),
    style.bold(harmless(`${labelOf(placed)}  ${method} ${url}`)),
    `  ${style.red('Not sent.')}`,
    ...faults.map(({ message }) => `  ${harmless(message)}`),
  ];
}

function sentLines(sent: SentRequest, settings: TextSettings, style: Style): readonly string[] {
  const { placed, outcome, assertions } = sent;
  const { exchange, explanation } = outcome;
  const { request, response, error, hops } = exchange;
  const lines = [
    ...outcome.dependencies.map((each) => dependencyLine(each, style)),
    style.bold(harmless(`${labelOf(placed)}  ${hops.length > 0 ? '→ ' : ''}${request.method} ${request.url}`)),
    ...(sent.when === 'earlier' ? [style.faint('  Sent already, because a request above needs its answer.')] : []),
    ...hops.map((hop) => style.yellow(hopLine(hop))),
    ...[...describeAttempts(outcome.attempts), ...exchangeNotes(exchange)].map((sentence) =>
      style.yellow(harmless(`  ${sentence}`)),
    ),
    ...(response === undefined ? [] : responseLines(response, exchange, settings.content, style)),
    ...(error === undefined ? [] : [`  ${style.red(harmless(describeTransportError(error)))}`]),
    ...findingLines(outcome, style),
    ...(explanation === undefined ? [] : explanationText(explanation, style)),
    ...outcome.saves.flatMap((each) =>
      each.kind === 'saved' ? [style.faint(`  ${harmless(describeSave(each))}`)] : [],
    ),
    ...assertions.map((assertion) => assertionLine(assertion, style)),
  ];
  const unexpected = failuresOf(sent, settings.policy).filter((failure) => !failure.startsWith('?? '));
  return [...lines, ...unexpected.map((failure) => `  ${style.red(harmless(failure))}`)];
}

/** What is wrong with the response itself, by its severity. */
function findingLines({ exchange, before }: SentOutcome, style: Style): readonly string[] {
  return responseProblems(exchange, before, {}).map(({ severity, message, code }) => {
    const paint = severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.faint;
    return `  ${paint(`${severity}:`)} ${harmless(message)} ${style.faint(code)}`;
  });
}

function dependencyLine({ name, exchange }: SentOutcome, style: Style): string {
  const { request, response, error } = exchange;
  const result = response?.status ?? error?.code ?? '';
  return style.faint(harmless(`sent first: ${name ?? ''}  ${request.method} ${request.url} · ${result}`));
}

function hopLine({ kind, status, url, droppedFields }: Hop): string {
  if (kind === 'challenge') return harmless(`  ${status} from ${url}, answered with credentials`);
  const without = droppedFields.length === 0 ? '' : `, went on without ${droppedFields.join(', ')}`;
  return harmless(`  ${status} from ${url}${without}`);
}

function responseLines(response: HttpResponse, exchange: Exchange, content: Content, style: Style): readonly string[] {
  const { httpVersion, status, reason, headers, bodyBytes } = response;
  const facts = [formatMilliseconds(exchange.timings.total), formatBytes(bodyBytes)].join(' · ');
  const first = harmless(`HTTP/${httpVersion} ${status} ${reason}`.trimEnd());
  const paint = status >= 400 ? style.red : status >= 300 ? style.yellow : style.green;
  return [
    `  ${paint(first)} ${style.faint(`· ${facts}`)}`,
    ...withoutSecrets(headers).map(([name, value]) => `  ${style.faint(harmless(`${name}:`))} ${harmless(value)}`),
    ...(content === 'included' ? contentLines(response) : []),
  ];
}

function contentLines(response: HttpResponse): readonly string[] {
  const decoded = decodeBody(response);
  switch (decoded.kind) {
    case 'none':
      return [];
    case 'binary':
      return ['', `  (${formatBytes(response.body.length)} that are no text)`];
    case 'text':
      return ['', harmless(decoded.text).trimEnd()];
  }
}

function assertionLine({ text, passed, message }: AssertionResult, style: Style): string {
  if (passed) return `  ${style.green('✓')} ${harmless(text)}`;
  return `  ${style.red('✗')} ${harmless(text)}: ${harmless(message ?? '')}`;
}
