import type { Span } from '../span.ts';
import { shift } from '../span.ts';
import type { HttpDocument, RequestNode, VariableNode } from '../syntax/ast.ts';
import { masked } from './secret.ts';

/** An entry of the outline. `selection` is the part to put the caret on. */
export interface DocumentSymbol extends Span {
  readonly kind: 'request' | 'variable';
  readonly name: string;
  readonly detail: string;
  readonly selection: Span;
}

/** The requests and variables of the document, in the order of the text. */
export function symbolsOf(document: HttpDocument): readonly DocumentSymbol[] {
  return document.blocks.flatMap(({ start, block }) => {
    const all = [...block.requests.map(requestSymbol), ...block.variables.map(variableSymbol)];
    return all
      .sort((a, b) => a.start - b.start)
      .map((symbol) => ({ ...shift(symbol, start), selection: shift(symbol.selection, start) }));
  });
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
