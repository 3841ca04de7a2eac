import type { Exchange } from '../core/http/exchange.ts';
import { firstValue } from '../core/http/headerList.ts';
import type { ExplanationSource } from './explanationSource.ts';
import { shownValue } from './shownValue.ts';

/** What was sent afterwards to see the current state, and what came back. A look-up that failed is among the unknowns. */
export function lookedUp({ fresh, probes = [] }: ExplanationSource): string | undefined {
  const sentences = [
    ...(fresh === undefined ? [] : told([fresh], 'to see the current state')),
    ...probes.flatMap(({ exchanges }) => told(exchanges, 'to tell the causes apart')),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function told(exchanges: readonly Exchange[], purpose: string): readonly string[] {
  const answers = exchanges.flatMap(({ response, error }) =>
    response === undefined || error !== undefined ? [] : [response],
  );
  const method = exchanges[0]?.request.method ?? '';
  if (answers.length === 0) return [];
  const count = exchanges.length === 1 ? `One ${method} was` : `${exchanges.length} ${method}s were`;
  const seen = answers.map(({ status, headers }) => {
    const tag = firstValue(headers, 'ETag');
    return `${status}${tag === undefined ? ', without an ETag' : ` with ${shownValue(tag)}`}`;
  });
  const subject = exchanges.length === 1 ? 'it answered' : 'they answered';
  return [`${count} sent ${purpose}: ${subject} ${seen.join('; ')}.`];
}
