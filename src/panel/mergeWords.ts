import type { Action } from './explanationView.ts';
import { shownValue } from './shownValue.ts';

/** Where a merge stands. `theirs` is the validator of the server's version. */
export interface MergeView {
  /** `clean` without a conflict; `open` while places are to be settled; `settled` once the merge is complete. */
  readonly state: 'clean' | 'open' | 'settled';
  readonly conflicts: number;
  readonly theirs: string;
  /** Where places are settled; in VS Code's merge editor unless given. */
  readonly settledIn?: 'merge-editor' | 'text';
}

/** What the page says of a merge: what was found, and that nothing has gone out. */
export function mergeNotice({ state, conflicts, theirs, settledIn }: MergeView): string {
  const version = shownValue(theirs);
  switch (state) {
    case 'clean':
      return `Your change and the one in ${version} merge without a conflict. Nothing was sent yet: look at the difference, then send.`;
    case 'open':
      return `${places(conflicts)} changed by both, you and ${version}. Settle ${conflicts === 1 ? 'it' : 'them'} ${settledIn === 'text' ? 'between the conflict markers, and save' : 'in the merge editor, then complete the merge'}. Nothing was sent yet.`;
    case 'settled':
      return `The merge with ${version} is complete. Nothing was sent yet.`;
  }
}

const places = (count: number): string => (count === 1 ? 'One place was' : `${count} places were`);

/** What can be done with a merge. It goes out under the version that was merged, so a later change fails it again. */
export function mergeActions({ state, theirs, settledIn }: MergeView): {
  readonly preferred: readonly Action[];
  readonly quiet: readonly Action[];
} {
  const show: Action = {
    title:
      state !== 'open' ? 'Show the difference' : settledIn === 'text' ? 'Show the conflicts' : 'Open the merge editor',
    weight: 'plain',
    message: { type: 'merge-show' },
  };
  const send: Action = {
    title: `Send, if it is still ${shownValue(theirs)}`,
    weight: 'plain',
    message: { type: 'merge-send' },
  };
  const drop: Action = { title: 'Drop the merge', weight: 'quiet', message: { type: 'merge-discard' } };
  const complete: Action = { title: 'Complete the merge', weight: 'plain', message: { type: 'merge-complete' } };
  // Text is complete once it is saved without a marker: there is no button to press for it.
  const open = settledIn === 'text' ? [show] : [complete, show];
  return { preferred: state === 'open' ? open : [send, show], quiet: [drop] };
}
