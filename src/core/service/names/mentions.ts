import { type Span, shift, type Token, touches } from '../../span.ts';
import type { Block, DirectiveNode, HttpDocument, RequestNode } from '../../syntax/ast.ts';
import { blockNumber, blockNumberAt } from '../../syntax/document/rows.ts';
import { type LoopLine, loopLine, loopOperand } from '../../syntax/resolving/loop.ts';
import { runsIn } from '../../syntax/runLines.ts';
import { references } from '../../syntax/values/expand.ts';
import { isPrompt, isRequestReference, type NameIndex, promptedName } from './nameIndex.ts';
import { type NameKind, nameIn, plainName } from './namesIn.ts';

/** A place that names a variable or a request. The span covers the name alone. */
export interface Mention extends Span {
  readonly kind: NameKind;
  readonly text: string;
  readonly role: 'definition' | 'reference';
  /** Where a caret means this place: for a reference its braces too. */
  readonly reach: Span;
  /** The whole expression of a reference, trimmed; of other places the name. */
  readonly expression: string;
}

/** Every mention of the block, by kind of place; spans count from the block's start. */
export function mentionsIn(block: Block, index: NameIndex): readonly Mention[] {
  const found: Mention[] = [];
  for (const { name, value } of block.variables) {
    found.push(definition(name, index));
    addReferences(found, value, index);
  }
  for (const request of block.requests) addRequest(found, block, request, index);
  for (const { target } of block.plain === undefined ? runsIn(block) : []) {
    if (target.kind === 'request') found.push(place('request', 'reference', target, target.text));
  }
  return found;
}

/** Every mention of the document, block by block; spans are the document's. */
export function allMentions(document: HttpDocument, index: NameIndex): readonly Mention[] {
  return document.blocks.flatMap(({ start, block }) => mentionsIn(block, index).map((each) => moved(each, start)));
}

/** What the caret is on; spans are the document's. */
export function mentionAt(document: HttpDocument, offset: number, index: NameIndex): Mention | undefined {
  const placed = blockNumber(document.rows, blockNumberAt(document.rows, offset));
  if (placed === undefined) return undefined;
  const found = mentionsIn(placed.block, index).find(({ reach }) => touches(reach, offset - placed.start));
  return found === undefined ? undefined : moved(found, placed.start);
}

/** Whether both name the same thing. */
export function sameThing(a: Mention, b: Mention): boolean {
  return a.kind === b.kind && a.text === b.text;
}

/** Whether the document gives the name that the place mentions. */
export function isDefined({ kind, text }: Mention, { variables, requests }: NameIndex): boolean {
  return kind === 'request' ? requests.has(text) : variables.has(text) || variables.has(`global.${text}`);
}

function moved(mention: Mention, by: number): Mention {
  return { ...shift(mention, by), reach: shift(mention.reach, by) };
}

function addRequest(found: Mention[], { text }: Block, request: RequestNode, index: NameIndex): void {
  const { name, directives, curl } = request;
  if (name !== undefined) found.push(place('request', 'definition', name, name.text));
  for (const directive of directives) addDirective(found, directive, index);
  addLoop(found, loopLine(directives), index);
  // The words of a command are what the shell makes of them; the places of names are those of the text.
  if (curl !== undefined) addReferences(found, { ...curl, text: text.slice(curl.start, curl.end) }, index);
  else addMessage(found, request, index);
}

function addMessage(found: Mention[], { target, headers, body, epilogue }: RequestNode, index: NameIndex): void {
  for (const piece of target.pieces) addReferences(found, piece, index);
  for (const header of headers) {
    addReferences(found, header.name, index);
    for (const line of header.lines ?? [header.value]) addReferences(found, line, index);
  }
  for (const part of body.parts) addReferences(found, part.kind === 'text' ? part : part.path, index);
  for (const node of epilogue) if (node.kind === 'save') addReferences(found, node, index);
}

function addDirective(found: Mention[], directive: DirectiveNode, index: NameIndex): void {
  const { value } = directive;
  if (isPrompt(directive)) {
    const text = promptedName(directive);
    found.push(definition({ start: value.start, end: value.start + text.length, text }, index));
  } else if (isRequestReference(directive)) found.push(place('request', 'reference', value, value.text));
}

function addLoop(found: Mention[], line: LoopLine | undefined, index: NameIndex): void {
  if (line === undefined || line.kind === 'script') return;
  if (line.kind === 'items') found.push(definition(line.variable, index));
  const operand = line.kind === 'items' ? line.list : line.count;
  if (operand.text.includes('{{')) addReferences(found, operand, index);
  const name = operand.text.includes('{{') ? undefined : loopOperand(operand);
  if (name !== undefined) found.push(place('variable', 'reference', operand, name));
}

function definition(name: Token, index: NameIndex): Mention {
  const { text, start } = plainName(name.text, index);
  return { ...place('variable', 'definition', name, text), start: name.start + start };
}

function place(kind: NameKind, role: Mention['role'], { start, end }: Span, text: string): Mention {
  return { kind, role, start, end, text, reach: { start, end }, expression: text };
}

function addReferences(found: Mention[], template: Token, index: NameIndex): void {
  for (const { start, end, expression } of references(template.text)) {
    const name = nameIn(expression, index);
    if (name === undefined) continue;
    const at = template.start + template.text.indexOf(expression, start + 2);
    const span = { start: at + name.start, end: at + name.end };
    const reach = { start: template.start + start, end: template.start + end };
    found.push({ kind: name.kind, role: 'reference', ...span, text: name.text, reach, expression });
  }
}
