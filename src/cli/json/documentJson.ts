import type { Problem } from '../../core/service/problem.ts';
import { type Span, shift } from '../../core/span.ts';
import type { BodyNode, HttpDocument, SyntaxFaultCode, VariableNode } from '../../core/syntax/ast.ts';
import { documentRequests, type PlacedRequest } from '../../core/syntax/locate.ts';
import type { LinePositions } from '../linePositions.ts';
import { orNull } from './print.ts';

/** What the parser itself finds; everything else a check finds is no fault of the file's form. */
const SYNTAX_FAULTS: Readonly<Record<SyntaxFaultCode, true>> = {
  'request-line-invalid': true,
  'curl-unsupported': true,
  'curl-option-ignored': true,
  'script-not-run': true,
  'protocol-unsupported': true,
  'header-name-invalid': true,
  'header-value-invalid': true,
  'header-space-before-colon': true,
  'header-folded': true,
  'separator-missing': true,
};

/** The answer of `parse`. The problems are all of the document's. */
export function documentJson(document: HttpDocument, problems: readonly Problem[], positions: LinePositions) {
  return {
    version: 1,
    requests: documentRequests(document).map((placed) => requestJson(placed, positions)),
    variables: document.blocks.flatMap(({ start, block }) =>
      block.variables.map((variable) => variableJson(variable, start, positions)),
    ),
    faults: problems
      .filter(({ code }) => code in SYNTAX_FAULTS)
      .map((problem) => ({ code: problem.code, message: problem.message, range: positions.range(problem) })),
  };
}

function requestJson({ index, start, block, node }: PlacedRequest, positions: LinePositions) {
  const range = (span: Span) => positions.range(shift({ start: span.start, end: span.end }, start));
  return {
    index,
    name: orNull(node.name?.text),
    title: orNull(node.title?.text),
    method: node.method?.text ?? 'GET',
    target: node.target.text,
    httpVersion: orNull(node.httpVersion?.text),
    headers: node.headers.map(({ name, value, ...span }) => ({
      name: name.text,
      value: value.text,
      range: range(span),
    })),
    body: { kind: node.body.kind, text: bodyText(node.body, block.text) },
    directives: node.directives.map(({ name, value }) => ({ name: name.text, value: value.text })),
    range: range(node),
  };
}

/** The content as written, without the comment lines that are none of it. */
function bodyText({ parts }: BodyNode, block: string): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : block.slice(part.start, part.end))).join('');
}

function variableJson({ name, value, ...span }: VariableNode, start: number, positions: LinePositions) {
  return { name: name.text, value: value.text, range: positions.range(shift(span, start)) };
}
