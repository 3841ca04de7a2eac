import type { Recollection } from '../conditional/memory/memory.ts';
import type { ResponseCode, ResponseFinding } from '../conditional/responses/responseFinding.ts';
import { responseFindings } from '../conditional/responses/responseFindings.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Severity } from './problem.ts';
import { catalogue, wordFinding } from './rules/catalogue.ts';

/** A finding on a response, worded. */
export interface ResponseProblem {
  readonly code: ResponseCode;
  readonly severity: Severity;
  readonly message: string;
  /** `RFC 9110 §8.8.3`, and where to read it. */
  readonly rfc: string;
  readonly url: string;
  /** The header field that shows it; undefined where it concerns the whole response. */
  readonly field: string | undefined;
}

/** What there is to say of a response, by what was known before it; rules that are off say nothing. */
export function responseProblems(
  exchange: Exchange,
  before: Recollection,
  severities: Readonly<Record<string, Severity | 'off'>>,
): readonly ResponseProblem[] {
  return responseFindings(exchange, before).flatMap((finding) => {
    const { code, field } = finding;
    const { rfc, url, severity: own } = catalogue[code];
    const severity = severities[code] ?? own;
    return severity === 'off' ? [] : [{ code, severity, message: worded(finding), rfc, url, field }];
  });
}

function worded<Code extends ResponseCode>({ code, facts }: Extract<ResponseFinding, { code: Code }>): string {
  return wordFinding<Code>(code as Code, facts as never);
}
