import { Uri, window } from 'vscode';
import type { CommandId } from '../commandIds.ts';
import type { ExchangeDocuments } from './exchangeDocuments.ts';
import type { Previews } from './previews.ts';
import type { KeptResponse, Responses } from './responses.ts';
import { saveBody, saveResponse } from './saveContent.ts';

type Command = (...args: readonly unknown[]) => unknown;
type ResponseCommandId = Extract<
  CommandId,
  | 'precondition.saveBody'
  | 'precondition.saveResponse'
  | 'precondition.showWire'
  | 'precondition.showTiming'
  | 'precondition.revealSecrets'
  | 'precondition.previewResponse'
>;

/** What the commands on a response do. They are given its document, or mean the one in front. */
export function responseCommands(
  responses: Responses,
  exchanges: ExchangeDocuments,
  previews: Previews,
): Readonly<Record<ResponseCommandId, Command>> {
  const onResponse =
    (act: (response: KeptResponse, target: Uri | undefined) => Promise<unknown>): Command =>
    async (uri, target) => {
      const response = responseIn(responses, uri);
      if (response !== undefined) return void (await act(response, target instanceof Uri ? target : undefined));
      void window.showInformationMessage('Open a response first: send a request, or click what came of it.');
    };
  return {
    'precondition.saveBody': onResponse(saveBody),
    'precondition.saveResponse': onResponse(saveResponse),
    'precondition.showWire': onResponse((response) => exchanges.show('wire', response)),
    'precondition.showTiming': onResponse((response) => exchanges.show('timing', response)),
    'precondition.previewResponse': onResponse((response) => previews.show(response)),
    'precondition.revealSecrets': async (uri) => {
      const wire = uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
      if (wire !== undefined) await exchanges.reveal(wire);
    },
  };
}

/** The response named, else the one in front, else one that shows. */
function responseIn(responses: Responses, given: unknown): KeptResponse | undefined {
  if (given instanceof Uri) return responses.kept(given);
  const shown = [window.activeTextEditor, ...window.visibleTextEditors];
  return shown.flatMap((editor) => (editor && responses.kept(editor.document.uri)) ?? [])[0];
}
