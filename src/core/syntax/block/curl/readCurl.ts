import type { Token } from '../../../span.ts';
import type { BodyKind, BodyNode, BodyPart, HeaderNode, RequestNode, Separator, TargetNode } from '../../ast.ts';
import { addFault, type BlockDraft } from '../blockDraft.ts';
import { directiveNamed } from '../directives.ts';
import { noteNotRun } from '../notRun.ts';
import { type CurlArgument, curlCommand } from './curlCommand.ts';
import { curlContent, curlForm } from './curlContent.ts';
import { curlFields, field } from './curlFields.ts';
import { readShellCommand } from './shellWords.ts';

/** Whether the line whose text begins at the offset is a curl command. */
export function isCurl(text: string, first: number): boolean {
  return /^curl(?:\.exe)?(?:[ \t]|\\?\r?\n)/.test(text.slice(first, first + 12));
}

/**
 * Reads a curl command as a request, and goes to the line after it. Its texts are what the shell hands to curl, so
 * that one written with escapes is no slice of the file; its span is then the whole argument. One without a URL, or
 * with a quote that is never closed, is a fault.
 */
export function readCurl(draft: BlockDraft, separator: Separator | undefined): void {
  const { lines } = draft;
  const start = lines.first;
  const command = readShellCommand(lines.text, start);
  while (!lines.done && lines.start < command.end) lines.advance();
  const { arguments: found, ignored } = curlCommand(command);
  const urls = found.filter(({ meaning }) => meaning === 'url');
  if (command.quotes === 'open' || urls.length === 0) {
    addFault(draft, 'curl-unsupported', start, command.end);
    return;
  }
  const others = urls.slice(1).map(({ value }) => value);
  for (const word of [...ignored, ...others]) addFault(draft, 'curl-option-ignored', word.start, word.end);
  addRequest(draft, separator, moved(requestOf(found, { start, end: command.end }), -draft.base));
}

type CurlRequest = Pick<RequestNode, 'method' | 'target' | 'headers' | 'body' | 'requestLine'>;

function requestOf(found: readonly CurlArgument[], requestLine: RequestNode['requestLine']): CurlRequest {
  const has = (meaning: CurlArgument['meaning']) => found.some((argument) => argument.meaning === meaning);
  const form = has('form') || has('form-string');
  const content = form ? curlForm(found) : { parts: curlContent(found), boundary: undefined };
  const body = has('query') ? [] : content.parts;
  return {
    requestLine,
    method: methodOf(found, body.length > 0, requestLine.start),
    target: targetOf(found, has('query') ? content.parts : []),
    headers: [...curlFields(found), ...formType(found, content.boundary)],
    body: bodyOf(body, form ? 'multipart' : 'text', requestLine.end),
  };
}

function methodOf(found: readonly CurlArgument[], content: boolean, at: number): Token | undefined {
  const given = found.findLast(({ meaning }) => meaning === 'method')?.value;
  if (given !== undefined) return { start: given.start, end: given.end, text: given.text };
  const head = found.find(({ meaning }) => meaning === 'head');
  if (head !== undefined) return { start: head.start, end: head.end, text: 'HEAD' };
  const upload = found.find(({ meaning }) => meaning === 'upload');
  if (upload !== undefined) return { start: upload.start, end: upload.start, text: 'PUT' };
  return content ? { start: at, end: at, text: 'POST' } : undefined;
}

function targetOf(found: readonly CurlArgument[], query: readonly BodyPart[]): TargetNode {
  const url = found.find(({ meaning }) => meaning === 'url')?.value;
  if (url === undefined) return { start: 0, end: 0, text: '', pieces: [] };
  const { start, end, text } = url;
  const joint = { start: end, end, text: text.includes('?') ? '&' : '?' };
  const added = query.flatMap((part): Token[] => (part.kind === 'text' ? [{ start, end, text: part.text }] : []));
  const pieces = added.length > 0 ? [{ start, end, text }, joint, ...added] : [{ start, end, text }];
  return { start, end, text: pieces.map((piece) => piece.text).join(''), pieces };
}

function formType(found: readonly CurlArgument[], boundary: string | undefined): readonly HeaderNode[] {
  const argument = found.find(({ meaning }) => meaning === 'form' || meaning === 'form-string');
  if (argument === undefined || boundary === undefined) return [];
  return [field(argument, 'Content-Type', { ...argument.value, text: `multipart/form-data; boundary=${boundary}` })];
}

function bodyOf(parts: readonly BodyPart[], kind: BodyKind, at: number): BodyNode {
  if (parts.length === 0) return { kind: 'none', start: at, end: at, parts };
  const files = kind === 'text' && parts.every((part) => part.kind === 'file');
  const start = Math.min(...parts.map((part) => part.start));
  return { kind: files ? 'file' : kind, start, end: Math.max(...parts.map((part) => part.end)), parts };
}

/** The same with every span moved: words count in the text, a block's tree in the block. */
function moved<T>(node: T, by: number): T {
  if (by === 0 || typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((each) => moved(each, by)) as T;
  const entries = Object.entries(node).map(([key, value]) => [
    key,
    key === 'start' || key === 'end' ? value + by : moved(value, by),
  ]);
  return Object.fromEntries(entries);
}

function addRequest(draft: BlockDraft, separator: Separator | undefined, request: CurlRequest): void {
  const { directives, prologue } = draft;
  draft.directives = [];
  draft.prologue = [];
  const { requestLine } = request;
  noteNotRun(draft, prologue, []);
  const first = draft.requests.length === 0;
  if (!first) addFault(draft, 'separator-missing', requestLine.start + draft.base, requestLine.end + draft.base);
  const title = first ? separator?.title : undefined;
  const name = directiveNamed(directives, 'name')?.value;
  draft.requests.push({
    ...request,
    start: Math.min(
      requestLine.start,
      directives[0]?.start ?? requestLine.start,
      prologue[0]?.start ?? requestLine.start,
    ),
    end: requestLine.end,
    name: name === undefined || name.text === '' ? title : name,
    title,
    directives,
    prologue,
    httpVersion: undefined,
    epilogue: [],
    curl: requestLine,
  });
}
