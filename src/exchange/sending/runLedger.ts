import type { HttpDocument } from '../../core/syntax/ast.ts';
import type { RunLedger } from '../ports.ts';
import type { SentOutcome } from './sendRequest.ts';

/** The ledger of one run, empty. */
export function newLedger(): RunLedger {
  const byDocument = new Map<HttpDocument, Map<number, SentOutcome>>();
  return {
    outcome: (document, request) => byDocument.get(document)?.get(request),
    note: (document, request, outcome) => {
      const requests = byDocument.get(document) ?? new Map<number, SentOutcome>();
      byDocument.set(document, requests.set(request, outcome));
    },
  };
}
