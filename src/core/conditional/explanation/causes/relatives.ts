import type { CauseRow } from './causeRow.ts';

/** The causes of what is near a 412: 304, 400, 409, 423, 501, and tags that cannot be relied upon. */
export const relatives = {
  'version-conflict': {
    title: 'The version in the content is not the current one',
    effort: 'medium',
    prior: 4,
    repairs: ['refresh-and-retry', 'merge-and-retry', 'verify-first'],
  },
  'parent-missing': {
    title: 'The collection above does not exist',
    effort: 'easy',
    prior: 1,
    repairs: ['export-report'],
  },
  locked: { title: 'The resource is locked', effort: 'medium', prior: 1, repairs: ['export-report'] },
  'condition-unsupported': {
    title: 'The server does not take this condition',
    effort: 'medium',
    prior: 2,
    repairs: ['remove-precondition', 'export-report'],
  },
  'asked-for-fresh': {
    title: 'The request asks for fresh content',
    effort: 'easy',
    prior: 3,
    repairs: ['export-report'],
  },
  'conditions-combined': {
    title: 'The server wants both conditions to agree',
    effort: 'easy',
    prior: 2,
    repairs: ['export-report'],
  },
  'restored-older': {
    title: 'An older version was put back',
    effort: 'easy',
    prior: 2,
    repairs: ['export-report'],
  },
  'tag-reused': {
    title: 'One tag stands for several contents',
    effort: 'hard',
    prior: 1,
    repairs: ['export-report'],
  },
} as const satisfies Readonly<Record<string, CauseRow>>;
