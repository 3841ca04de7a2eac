import type { Subject } from '../request/subject.ts';
import { checkAuthorization } from '../rules/authorization.ts';
import { checkBodyFiles } from '../rules/bodyFiles.ts';
import { checkCaching } from '../rules/caching.ts';
import { checkContradictions } from '../rules/contradictions.ts';
import { checkDates } from '../rules/dates.ts';
import { checkDav } from '../rules/dav.ts';
import { checkDirectivesNotRun } from '../rules/directivesNotRun.ts';
import { checkFieldNames } from '../rules/fieldNames.ts';
import type { Finding } from '../rules/finding.ts';
import { checkFreshDates } from '../rules/freshDates.ts';
import { checkLiteralTags } from '../rules/literalTags.ts';
import { checkMemory } from '../rules/memory.ts';
import { checkMethods } from '../rules/methods.ts';
import { checkPredictions } from '../rules/predictions.ts';
import { checkProvenance } from '../rules/provenance.ts';
import { checkRanges } from '../rules/ranges.ts';
import { checkReferences } from '../rules/references.ts';
import { checkRequestLanguage } from '../rules/requestLanguage.ts';
import { checkServers } from '../rules/servers.ts';
import { checkTagSyntax } from '../rules/tagSyntax.ts';
import { checkVendors } from '../rules/vendors.ts';
import { checkWrites } from '../rules/writes.ts';

/** Everything to say of one request. Offsets count from its block's start. */
export function checkRequest(subject: Subject): readonly Finding[] {
  const findings = families.flatMap((check) => check(subject));
  const found = [...findings, ...checkProvenance(subject, findings), ...checkWrites(subject, findings)];
  return [...found, ...checkPredictions(subject, found)];
}

const families: readonly ((subject: Subject) => readonly Finding[])[] = [
  checkRequestLanguage,
  checkDirectivesNotRun,
  checkAuthorization,
  checkBodyFiles,
  checkReferences,
  checkTagSyntax,
  checkDates,
  checkFieldNames,
  checkContradictions,
  checkMethods,
  checkRanges,
  checkCaching,
  checkDav,
  checkMemory,
  checkFreshDates,
  checkServers,
  checkVendors,
  checkLiteralTags,
];
