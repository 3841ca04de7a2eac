import type { Subject } from '../request/subject.ts';
import { type Finding, finding, NO_FINDINGS } from './finding.ts';

/** Files that the content is to come from and that are not there. A path with a variable without value is not judged. */
export function checkBodyFiles({ resolved, context }: Subject): readonly Finding[] {
  const { fileAt } = context;
  if (fileAt === undefined || resolved.body.every(({ kind }) => kind === 'text')) return NO_FINDINGS;
  return resolved.body.flatMap((part) => {
    if (part.kind === 'text' || part.path.includes('{{') || fileAt(part.path) !== 'missing') return NO_FINDINGS;
    return [finding('body-file-missing', part.node.path, { path: part.path })];
  });
}
