import type { RepairId } from '../explanation.ts';

const TITLES: Readonly<Record<RepairId, string>> = {
  'refresh-and-retry': 'Refresh and retry',
  'merge-and-retry': 'Merge and retry',
  'strengthen-tag': 'Use the strong tag',
  'fix-syntax': 'Correct the field',
  'use-identity-coding': 'Use the tag of the plain form',
  'remove-precondition': 'Remove the condition',
  'create-instead': 'Create it: If-None-Match: *',
  'update-instead': 'Update it: If-Match',
  'add-precondition': 'Add a condition',
  'verify-first': 'Read it and compare first',
  'send-to-target': 'Send it to the new URL',
  'probe-server': 'Probe the server',
  'export-report': 'Copy report',
};

/** What a repair's button says. */
export function repairTitle(id: RepairId): string {
  return TITLES[id];
}
