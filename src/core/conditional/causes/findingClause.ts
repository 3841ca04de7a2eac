import type { CauseId } from '../explanation.ts';

/** What happened, as a clause that also reads after "most likely". */
export function findingClause(id: CauseId): string {
  return CLAUSES[id];
}

const CLAUSES: Readonly<Record<CauseId, string>> = {
  'changed-by-other': 'the resource changed after you read it',
  'own-write': 'your own earlier write changed the resource',
  'retry-after-lost-answer': 'the resource already holds what you sent',
  'put-answer-tag': "the tag came with the answer to a write and is not the resource's",
  'fresh-write-weak': 'the tag was read within a second of a write, while the server still marked it weak',
  'weak-server': 'this server hands out weak tags, and If-Match never matches one',
  'server-no-etag': 'this resource has no entity tag, so If-Match can never hold',
  'weakened-by-proxy': 'a proxy marked the tag weak on its way to you',
  'coding-suffix': 'the tag is that of the compressed form, and writes compare with the plain one',
  'cached-stale-tag': 'a cache handed out a tag that the origin had already replaced',
  'cdn-rewrites-tag': 'something between you and the origin rewrites its tags',
  flapping: 'several servers answer here, and each makes its own tag',
  'other-node-lag': 'the node that answered does not know the newest version yet',
  'negotiated-other': 'the tag belongs to another variant of the resource',
  'auth-dependent': 'the tag was read by somebody else, who is shown another version',
  missing: 'nothing exists at this URL',
  exists: 'the resource exists already',
  'deleted-and-recreated': 'the resource was deleted and created again',
  'ius-clock': "the date comes from your clock and not from the server's",
  'ius-same-or-newer-yet-412': 'the date sent is not older than the last change, and the server refused nevertheless',
  'ius-real-change': 'the resource was modified after the date you sent',
  'ius-with-im': 'the server judged If-Unmodified-Since although If-Match is there too',
  subsecond: 'two versions share one second, which is all that a date can tell apart',
  'garbled-tag': 'the value sent is malformed, so it matches nothing',
  'list-unsupported': 'this server does not read lists of tags',
  'star-unsupported': 'this server does not take * for what it means',
  'dav-if-token': 'a lock in the If field has ended or belongs elsewhere',
  redirect: 'the request was redirected, and the condition was for the URL before',
  'rewritten-by-server': 'the server changed the content after your write',
  'background-change': 'the tag changed although the content did not',
  'server-version-vs-tag': 'the value sent is a version number from the content and not the entity tag',
  'no-condition': 'no condition was sent, so the server refused for a reason of its own',
  'intermediary-evaluated': 'an intermediary judged the condition in place of the origin',
  'weak-comparison': 'a weak tag was sent, and If-Match never matches one',
  'wrong-url': 'the tag belongs to another URL',
  mangled: 'the tag was altered when it was copied',
  'unresolved-variable': 'a variable without a value was sent as it stands',
  'precondition-ignored': 'the server does not heed the condition',
  unknown: 'nothing known explains it',
};
