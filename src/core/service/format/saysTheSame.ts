import type { Block, BodyPart, RequestNode } from '../../syntax/ast.ts';
import { references } from '../../syntax/values/expand.ts';
import { indentJson } from '../../syntax/values/indentJson.ts';

const compact = { indent: '', lineBreak: '', references: 'allowed' } as const;

/** Whether two blocks send, define and name the same; white space between the tokens of JSON does not count. */
export function saysTheSame(before: Block, after: Block | undefined): boolean {
  if (after === undefined || before.openBoundary !== after.openBoundary) return false;
  return JSON.stringify(meaning(before)) === JSON.stringify(meaning(after));
}

function meaning({ separator, requests, prologue, variables, responses, comments, text }: Block) {
  return [
    separator?.title?.text,
    requests.map(requestMeaning),
    prologue.map((node) => node.text),
    variables.map(({ name, value }) => [name.text, value.text]),
    responses.map(({ statusLine, headers, body }) => [statusLine.text, headers.map(fieldMeaning), body.text]),
    comments.map(({ start, end }) => text.slice(start, end).trim()),
  ];
}

function requestMeaning(request: RequestNode) {
  const { name, method, target, httpVersion, headers, directives, prologue, body, epilogue } = request;
  return [
    name?.text,
    method?.text,
    target.text,
    httpVersion?.text,
    headers.map(fieldMeaning),
    directives.map((directive) => [directive.name.text, directive.value.text]),
    prologue.map(({ text }) => text),
    body.kind,
    body.parts.map(partMeaning),
    epilogue.map(({ kind, text }) => [kind, text]),
  ];
}

const fieldMeaning = ({ name, value }: RequestNode['headers'][number]) => [name.text, value.text];

function partMeaning(part: BodyPart) {
  if (part.kind === 'file') return ['file', part.path.text, part.variables, part.encoding];
  // A reference may begin and end in different tokens of JSON, and then a line break between them would end it.
  const expressions = references(part.text).map(({ expression }) => expression);
  return ['text', indentJson(part.text, compact) ?? part.text, expressions];
}
