import { rfcName, rfcUrl } from '../../http/sections.ts';
import type { Severity } from '../problem.ts';

/** What a rule is, apart from its condition and its words. */
export interface Rule {
  /** One line for the documentation. */
  readonly title: string;
  readonly severity: Severity;
  /** In place of `severity` on a request that may change something. */
  readonly onWrites?: Severity;
  /** In place of `severity` where the finding concerns If-Unmodified-Since, the only guard of a write by date. */
  readonly onGuard?: Severity;
  /** In place of `severity` where only a date, and no tag, speaks for it. */
  readonly onDateOnly?: Severity;
  /** In place of `severity` at an API that wants it so, against the RFC. */
  readonly onVendor?: Severity;
  /** `RFC 9110 §13.1.1`, and where to read it. */
  readonly rfc: string;
  readonly url: string;
}

/** Makes a rule; `section` is of the RFC named, RFC 9110 unless it says otherwise: `13.1.1`, `9112 §5.1`. */
export function rule(
  severity: Severity,
  section: string,
  title: string,
  elsewhere?: Pick<Rule, 'onWrites' | 'onGuard' | 'onDateOnly' | 'onVendor'>,
): Rule {
  const [document, part] = section.includes(' §') ? (section.split(' §') as [string, string]) : ['9110', section];
  return { title, severity, rfc: rfcName(document, part), url: rfcUrl(document, part), ...elsewhere };
}
