import type { RuleFacts } from '../rules/catalogue.ts';
import { combinationsManual } from './combinationsManual.ts';
import { datesManual } from './datesManual.ts';
import { languageManual } from './languageManual.ts';
import type { Manual } from './manualEntry.ts';
import { memoryManual } from './memoryManual.ts';
import { provenanceManual } from './provenanceManual.ts';
import { responsesManual } from './responsesManual.ts';
import { serversManual } from './serversManual.ts';
import { tagSyntaxManual } from './tagSyntaxManual.ts';

/** The entry of every rule. */
export const manual: Manual<RuleFacts> = {
  ...tagSyntaxManual,
  ...datesManual,
  ...combinationsManual,
  ...memoryManual,
  ...provenanceManual,
  ...serversManual,
  ...responsesManual,
  ...languageManual,
};
