import { CodeLens, type CodeLensProvider, EventEmitter, Range, type TextDocument, Uri } from 'vscode';
import { timingBar, timingFigures } from '../../exchange/answers/view/timing.ts';
import type { CommandId } from '../commandIds.ts';
import { previewKind } from './previews.ts';
import type { KeptResponse, Responses } from './responses.ts';

/** Below the status line: over the first line a lens comes late, and VS Code scrolls it out of view. */
const belowStatus = new Range(1, 0, 1, 0);

/** What can be done with a response. */
export class ResponseLenses implements CodeLensProvider {
  readonly #responses: Pick<Responses, 'kept' | 'coming'>;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(responses: Pick<Responses, 'kept' | 'coming'>) {
    this.#responses = responses;
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const response = this.#responses.kept(uri);
    if (response !== undefined) return lensesOf(response, uri);
    const coming = this.#responses.coming(uri);
    if (coming === undefined) return [];
    const { uri: file, index } = coming;
    const command = { title: 'Cancel', command: 'precondition.cancel', arguments: [file, index] };
    return [new CodeLens(belowStatus, command)];
  }

  /** What came is whole, or something else is known of it. */
  refresh(): void {
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function lensesOf({ outcome }: KeptResponse, uri: Uri): CodeLens[] {
  const { exchange, explanation, historic } = outcome;
  const { response, wire, timings } = exchange;
  const lens = (title: string, command: CommandId | 'vscode.open', tooltip: string, target = uri) =>
    new CodeLens(belowStatus, { title, command, tooltip, arguments: [target] });
  const file = response?.bodyFile;
  const hasContent = (response?.body.length ?? 0) > 0;
  const bar = timingBar(timings);
  return [
    ...(explanation === undefined ? [] : [lens('Explain', 'precondition.explain', 'Why this answer came')]),
    ...(historic?.previous === undefined
      ? []
      : [lens('Compare with previous', 'precondition.compareWithPrevious', 'What changed since the last time')]),
    ...(previewKind(response) === undefined
      ? []
      : [lens('Preview', 'precondition.previewResponse', 'As a picture or page, inert: no scripts, no network')]),
    ...(hasContent ? [lens('Save body', 'precondition.saveBody', 'Its codings removed, otherwise as it came')] : []),
    ...(file === undefined
      ? []
      : [
          lens(
            'Open the whole content',
            'vscode.open',
            `All of it is in ${file} until this window closes; Save body keeps it`,
            Uri.file(file),
          ),
        ]),
    ...(wire === undefined ? [] : [lens('Wire', 'precondition.showWire', 'What went over the connection')]),
    ...(bar === '' ? [] : [lens(`Timing ${bar}`, 'precondition.showTiming', timingFigures(timings))]),
  ];
}
