import { combinationExamples } from './combinations.ts';
import { dateExamples } from './dates.ts';
import { davExamples } from './dav.ts';
import type { Example } from './example.ts';
import { languageExamples } from './language.ts';
import { memoryExamples } from './memory.ts';
import { fileExamples, provenanceExamples, serverExamples } from './provenance.ts';
import { tagSyntaxExamples } from './tagSyntax.ts';

/** The examples of every rule. */
export const allExamples: readonly Example[] = [
  ...tagSyntaxExamples,
  ...dateExamples,
  ...combinationExamples,
  ...memoryExamples,
  ...davExamples,
  ...provenanceExamples,
  ...serverExamples,
  ...fileExamples,
  ...languageExamples,
];
