import { describeTransportError } from '../../core/http/describeTransportError.ts';
import type { Exchange, HttpResponse } from '../../core/http/exchange.ts';
import type { IfThere, PlacedContent, PlacementRefusal } from '../../core/http/placement.ts';
import { formatBytes } from '../../core/http/quantity.ts';
import { saveLine } from '../../core/syntax/block/saveLine.ts';
import type { PlacedRequest } from '../../core/syntax/locate.ts';
import { expand } from '../../core/syntax/values/expand.ts';
import type { Scope } from '../../core/syntax/values/scope.ts';
import type { Files } from '../ports.ts';

/** What came of a line `>> file`: `path` is the file as it is called now, from the folder of the `.http` file. */
export type Save =
  | { readonly kind: 'saved'; readonly path: string; readonly bytes: number }
  /** `why` is a clause that begins small and ends without a full stop. */
  | { readonly kind: 'not-saved'; readonly path: string; readonly why: string };

/**
 * Writes the content of the answer into the files that the request's `>>` lines name. Nothing that goes wrong here
 * loses the answer itself. A 304 says that the content held is good, so it never takes that content's place.
 */
export async function saveAnswer(
  files: Files,
  { node }: PlacedRequest,
  scope: Scope,
  exchange: Exchange,
): Promise<readonly Save[]> {
  const saves: Save[] = [];
  for (const each of node.epilogue) {
    const line = saveLine(each);
    if (line === undefined) continue;
    const { text, pieces } = expand(line.path, scope);
    const missing = pieces.find(({ reference }) => reference?.lookup.kind === 'unresolved')?.reference;
    const why = missing === undefined ? unfit(exchange) : `{{${missing.expression}}} has no value`;
    saves.push(why === undefined ? await save(files, text, line.ifThere, exchange) : notSaved(text, why));
  }
  return saves;
}

/** Why there is no content to write. */
function unfit({ request, response, error }: Exchange): string | undefined {
  if (error !== undefined) return `the answer did not come whole (${clause(describeTransportError(error))})`;
  if (response === undefined) return 'no answer came';
  if (!response.complete) return 'the answer did not come whole';
  if (response.status === 304) return 'a 304 has no content; what was written before stays good';
  if (request.method === 'HEAD' || response.status === 204) return 'the answer has no content';
  return undefined;
}

const clause = (sentence: string) => sentence.replace(/\.$/, '');

/** More files of one name than anybody keeps. */
const mostNames = 10_000;

async function save(files: Files, path: string, ifThere: IfThere, { response }: Exchange): Promise<Save> {
  if (response === undefined) return notSaved(path, 'no answer came');
  if (files.place === undefined) return notSaved(path, 'files cannot be written here');
  const content = contentOf(response);
  for (let number = 0; number < mostNames; number += 1) {
    const name = number === 0 ? path : numbered(path, number);
    const placement = await files.place(name, content, ifThere);
    if (placement.kind === 'placed') return { kind: 'saved', path: name, bytes: placement.bytes };
    if (placement.kind === 'refused') return notSaved(name, wordRefusal(placement.why));
  }
  return notSaved(path, `there are ${mostNames} files of this name already`);
}

/** The whole content, wherever it is. */
function contentOf({ body, bodyFile }: HttpResponse): PlacedContent {
  return bodyFile === undefined ? { kind: 'bytes', bytes: body } : { kind: 'file', path: bodyFile };
}

/** `a/answer.json` with 2 is `a/answer-2.json`. */
function numbered(path: string, number: number): string {
  const match = /^(.*[^/\\.])(\.[^./\\]+)$/.exec(path);
  return match === null ? `${path}-${number}` : `${match[1]}-${number}${match[2]}`;
}

const notSaved = (path: string, why: string): Save => ({ kind: 'not-saved', path, why });

function wordRefusal(why: PlacementRefusal): string {
  switch (why.kind) {
    case 'outside':
      return `it lies outside of ${why.folder}, where the requests of this file may write`;
    case 'commands-programs':
      return `${why.folder} holds what programs obey, and no answer is written there`;
    case 'failed':
      return why.reason;
  }
}

/** One line on what became of it, without a mark before it. */
export function describeSave(each: Save): string {
  return each.kind === 'saved'
    ? `The content is in ${each.path} (${formatBytes(each.bytes)})`
    : `The content was not written to ${each.path}: ${each.why}.`;
}
