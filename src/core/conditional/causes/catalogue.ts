import type { CauseId, Effort, RepairId } from '../explanation.ts';

/** What is known of a cause before any fact is looked at. */
export interface CauseRow {
  /** One short sentence naming it. */
  readonly title: string;
  readonly effort: Effort;
  /** How often it is the cause when nothing else is known, on a scale of 1 to 5. */
  readonly prior: number;
  /** The preferred repair first. */
  readonly repairs: readonly RepairId[];
}

/** Every cause of the contract. */
export const catalogue: Readonly<Record<CauseId, CauseRow>> = {
  'changed-by-other': {
    title: 'Someone else changed it',
    effort: 'medium',
    prior: 5,
    repairs: ['refresh-and-retry', 'merge-and-retry', 'verify-first'],
  },
  'own-write': { title: 'You changed it yourself', effort: 'easy', prior: 4, repairs: ['refresh-and-retry'] },
  'retry-after-lost-answer': {
    title: 'Your change is already in',
    effort: 'easy',
    prior: 1,
    repairs: ['verify-first'],
  },
  'put-answer-tag': {
    title: 'The tag is that of the answer to a write',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry'],
  },
  'fresh-write-weak': {
    title: 'The tag was still weak when you read it',
    effort: 'easy',
    prior: 3,
    repairs: ['strengthen-tag', 'refresh-and-retry'],
  },
  'weak-server': {
    title: 'The server has weak tags only',
    effort: 'hard',
    prior: 3,
    repairs: ['probe-server', 'remove-precondition', 'export-report'],
  },
  'server-no-etag': {
    title: 'The server gives no entity tags',
    effort: 'hard',
    prior: 3,
    repairs: ['remove-precondition', 'probe-server', 'export-report'],
  },
  'weakened-by-proxy': {
    title: 'A proxy made the tag weak',
    effort: 'medium',
    prior: 1,
    repairs: ['strengthen-tag', 'use-identity-coding', 'refresh-and-retry'],
  },
  'coding-suffix': {
    title: 'The tag belongs to the compressed form',
    effort: 'easy',
    prior: 3,
    repairs: ['use-identity-coding', 'refresh-and-retry'],
  },
  'cached-stale-tag': {
    title: 'A cache gave an old tag',
    effort: 'medium',
    prior: 2,
    repairs: ['refresh-and-retry', 'probe-server', 'export-report'],
  },
  'cdn-rewrites-tag': {
    title: 'A CDN rewrites the tags',
    effort: 'hard',
    prior: 1,
    repairs: ['probe-server', 'export-report'],
  },
  flapping: {
    title: 'The servers behind this URL disagree',
    effort: 'hard',
    prior: 1,
    repairs: ['refresh-and-retry', 'probe-server', 'export-report'],
  },
  'other-node-lag': {
    title: 'Another node is behind',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry', 'probe-server'],
  },
  'negotiated-other': {
    title: "The tag is another variant's",
    effort: 'easy',
    prior: 2,
    repairs: ['refresh-and-retry'],
  },
  'auth-dependent': {
    title: 'The tag was read with other credentials',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry'],
  },
  missing: {
    title: 'There is nothing to change',
    effort: 'easy',
    prior: 1,
    repairs: ['create-instead', 'export-report'],
  },
  exists: { title: 'It exists already', effort: 'easy', prior: 1, repairs: ['update-instead', 'refresh-and-retry'] },
  'deleted-and-recreated': {
    title: 'It was deleted and made anew',
    effort: 'medium',
    prior: 1,
    repairs: ['refresh-and-retry', 'merge-and-retry'],
  },
  'ius-clock': { title: 'The date is from another clock', effort: 'easy', prior: 1, repairs: ['refresh-and-retry'] },
  'ius-same-or-newer-yet-412': {
    title: 'The server compares dates its own way',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry', 'probe-server', 'export-report'],
  },
  'ius-real-change': {
    title: 'It was modified after that date',
    effort: 'medium',
    prior: 1,
    repairs: ['refresh-and-retry', 'merge-and-retry'],
  },
  'ius-with-im': {
    title: 'If-Unmodified-Since was judged beside If-Match',
    effort: 'easy',
    prior: 1,
    repairs: ['remove-precondition', 'probe-server'],
  },
  subsecond: { title: 'Two versions share a second', effort: 'easy', prior: 1, repairs: ['refresh-and-retry'] },
  'garbled-tag': {
    title: 'The value is malformed',
    effort: 'easy',
    prior: 1,
    repairs: ['fix-syntax', 'refresh-and-retry'],
  },
  'list-unsupported': {
    title: 'The server takes one tag only',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry', 'probe-server'],
  },
  'star-unsupported': {
    title: 'The server does not know the wildcard',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry', 'probe-server'],
  },
  'dav-if-token': {
    title: 'A lock token does not hold',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry', 'remove-precondition'],
  },
  redirect: {
    title: 'The condition was for another URL',
    effort: 'easy',
    prior: 1,
    repairs: ['verify-first', 'refresh-and-retry'],
  },
  'rewritten-by-server': {
    title: 'The server rewrote what you saved',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry', 'merge-and-retry'],
  },
  'background-change': {
    title: 'The tag moved, the content did not',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry'],
  },
  'server-version-vs-tag': {
    title: 'A version number was sent in place of the tag',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry'],
  },
  'no-condition': {
    title: 'No condition was sent',
    effort: 'easy',
    prior: 1,
    repairs: ['add-precondition', 'export-report'],
  },
  'intermediary-evaluated': {
    title: 'An intermediary decided',
    effort: 'hard',
    prior: 1,
    repairs: ['probe-server', 'export-report'],
  },
  'weak-comparison': {
    title: 'A weak tag was sent in If-Match',
    effort: 'easy',
    prior: 3,
    repairs: ['strengthen-tag', 'refresh-and-retry'],
  },
  'wrong-url': { title: "The tag is another URL's", effort: 'easy', prior: 1, repairs: ['refresh-and-retry'] },
  mangled: {
    title: 'The tag was changed on its way into the file',
    effort: 'easy',
    prior: 1,
    repairs: ['fix-syntax', 'refresh-and-retry'],
  },
  'unresolved-variable': {
    title: 'A variable was sent unreplaced',
    effort: 'easy',
    prior: 1,
    repairs: ['refresh-and-retry', 'fix-syntax'],
  },
  'precondition-ignored': {
    title: 'The server ignores this condition',
    effort: 'hard',
    prior: 2,
    repairs: ['verify-first', 'probe-server', 'export-report'],
  },
  unknown: {
    title: 'Nothing known explains it',
    effort: 'medium',
    prior: 1,
    repairs: ['refresh-and-retry', 'probe-server', 'export-report'],
  },
};
