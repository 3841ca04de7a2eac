import type { Span } from '../span.ts';
import type { Block, RequestNode, VariableNode } from '../syntax/ast.ts';
import type { PlainRequest } from '../syntax/block/plainRequest.ts';
import { masked } from './secret.ts';

/** An entry of the outline. `selection` is the part to put the caret on. */
export interface DocumentSymbol extends Span {
  readonly kind: 'request' | 'variable';
  readonly name: string;
  readonly detail: string;
  readonly selection: Span;
}

/** The symbol, `by` code units further on. */
export function movedSymbol({ kind, name, detail, start, end, selection }: DocumentSymbol, by: number): DocumentSymbol {
  const { start: from, end: to } = selection;
  return { kind, name, detail, start: start + by, end: end + by, selection: { start: from + by, end: to + by } };
}

/** The requests and variables of a block, from the block's start. */
export function blockSymbols(block: Block): readonly DocumentSymbol[] {
  return block.plain === undefined ? treeSymbols(block) : [plainSymbol(block.text, block.plain)];
}

function treeSymbols({ requests, variables }: Block): readonly DocumentSymbol[] {
  return [...requests.map(requestSymbol), ...variables.map(variableSymbol)].sort((a, b) => a.start - b.start);
}

/** As of the tree, which a plain request does without. */
function plainSymbol(text: string, plain: PlainRequest): DocumentSymbol {
  const { nameStart, nameEnd, titleStart, titleEnd, line, targetEnd, start, end } = plain;
  const written = text.slice(line, targetEnd);
  const called = nameEnd > 0 ? text.slice(nameStart, nameEnd) : text.slice(titleStart, titleEnd);
  const name = called === '' ? written : called;
  const selection = { start: line, end: plain.lineEnd };
  return { kind: 'request', name, detail: called === '' ? '' : written, start, end, selection };
}

/** A request under its name, its title, or else its method and target, which are the detail where there is a name. */
function requestSymbol({ name, title, method, target, requestLine, start, end }: RequestNode): DocumentSymbol {
  const line = `${method?.text ?? 'GET'} ${target.text}`;
  const called = name?.text ?? title?.text;
  const selection = { start: requestLine.start, end: requestLine.end };
  return { kind: 'request', name: called ?? line, detail: called === undefined ? '' : line, start, end, selection };
}

function variableSymbol({ name, value, start, end }: VariableNode): DocumentSymbol {
  const selection = { start: name.start, end: name.end };
  return { kind: 'variable', name: `@${name.text}`, detail: masked(name.text, value.text), start, end, selection };
}
