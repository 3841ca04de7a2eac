import { readXml, type XmlElement, type XmlNode } from './xmlText.ts';

/** One step of a path, on the children or on all descendants. */
export interface XPathStep {
  readonly axis: 'child' | 'descendant';
  readonly test:
    | { readonly kind: 'element'; readonly name: string }
    | { readonly kind: 'attribute'; readonly name: string }
    | { readonly kind: 'text' };
  readonly predicates: readonly XPathPredicate[];
}

/** `[2]`, `[last()]`, `[@id='x']`, `[name='x']`, `[text()='x']`, `[local-name()='x']`; without a value: is there. */
export type XPathPredicate =
  | { readonly kind: 'position'; readonly at: number | 'last' }
  | { readonly kind: 'equals'; readonly subject: string; readonly value: string | undefined };

const name = String.raw`(?:\*|[\w\u00b7-\uffff][\w.\u00b7-\uffff-]*(?::(?:\*|[\w.\u00b7-\uffff-]+))?)`;
const stepPattern = new RegExp(String.raw`(\/\/?)(?:(text\(\))|(@?)(${name}))`, 'y');
const predicatePattern = new RegExp(
  String.raw`\[\s*(?:(\d{1,9})|(last\(\))|(@?${name}|text\(\)|local-name\(\)|\.)(?:\s*=\s*(?:'([^']*)'|"([^"]*)"))?)\s*\]`,
  'y',
);

/** More steps than anybody writes. */
const longest = 100;

/**
 * The steps of an absolute location path in the part of XPath that reads a value out of an answer; undefined for what
 * is beyond it: other axes, functions, operators.
 */
export function parseXPath(path: string): readonly XPathStep[] | undefined {
  const steps: XPathStep[] = [];
  let at = 0;
  while (at < path.length) {
    stepPattern.lastIndex = at;
    const match = stepPattern.exec(path);
    if (match === null || steps.length === longest) return undefined;
    const predicates = predicatesAt(path, stepPattern.lastIndex);
    steps.push(stepOf(match, predicates.found));
    at = predicates.end;
  }
  const inner = steps.slice(0, -1);
  return steps.length === 0 || inner.some(({ test }) => test.kind !== 'element') ? undefined : steps;
}

function stepOf(
  [, slashes, text, sign, found = '']: RegExpExecArray,
  predicates: readonly XPathPredicate[],
): XPathStep {
  const axis = slashes === '//' ? 'descendant' : 'child';
  if (text !== undefined) return { axis, test: { kind: 'text' }, predicates };
  return { axis, test: { kind: sign === '@' ? 'attribute' : 'element', name: found }, predicates };
}

function predicatesAt(path: string, from: number): { found: readonly XPathPredicate[]; end: number } {
  const found: XPathPredicate[] = [];
  let end = from;
  for (;;) {
    predicatePattern.lastIndex = end;
    const match = predicatePattern.exec(path);
    if (match === null) return { found, end };
    const [, position, last, subject = '', single, double] = match;
    if (position !== undefined) found.push({ kind: 'position', at: Number(position) });
    else if (last !== undefined) found.push({ kind: 'position', at: 'last' });
    else found.push({ kind: 'equals', subject, value: single ?? double });
    end = predicatePattern.lastIndex;
  }
}

/**
 * What the path's first match holds: an attribute's value, a text, the text of an element that has nothing else, or
 * the markup inside an element as it is written. Undefined when nothing matches or the text is no XML.
 */
export function selectXml(xml: string, steps: readonly XPathStep[]): string | undefined {
  const root = readXml(xml);
  if (root === undefined) return undefined;
  let context: readonly XmlElement[] = [root];
  for (const step of steps) {
    const { test } = step;
    if (test.kind === 'element') context = elementsOf(context, step, test.name);
    else return (test.kind === 'text' ? textsOf : attributesOf)(reached(context, step.axis), step)[0];
  }
  const [first] = context;
  if (first === undefined) return undefined;
  return first.children.every(({ kind }) => kind === 'text') ? textOf(first) : xml.slice(first.start, first.end);
}

/** The predicates count among the children of one parent, as XPath has it. */
function elementsOf(context: readonly XmlElement[], { axis, predicates }: XPathStep, wanted: string) {
  return reached(context, axis).flatMap(({ children }) => {
    const own = children.filter((child) => isElement(child)).filter((child) => fits(child.name, wanted));
    return predicates.reduce(
      (left: readonly XmlElement[], predicate) => left.filter((each, at) => holds(predicate, each, at, left.length)),
      own,
    );
  });
}

/** The elements whose children the step looks at, each once, in the order of the document. */
function reached(context: readonly XmlElement[], axis: XPathStep['axis']): readonly XmlElement[] {
  if (axis === 'child') return context;
  const seen = new Set<XmlElement>();
  const waiting = [...context].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const child of [...next.children].reverse()) if (isElement(child)) waiting.push(child);
  }
  return [...seen];
}

const isElement = (node: XmlNode): node is XmlElement => node.kind === 'element';

function holds(predicate: XPathPredicate, element: XmlElement, at: number, count: number): boolean {
  if (predicate.kind === 'position') return at + 1 === (predicate.at === 'last' ? count : predicate.at);
  const { subject, value } = predicate;
  return valuesOf(element, subject).some((each) => value === undefined || each === value);
}

function valuesOf(element: XmlElement, subject: string): readonly string[] {
  if (subject === '.' || subject === 'text()') return [textOf(element)];
  if (subject === 'local-name()') return [localName(element.name)];
  if (subject.startsWith('@')) {
    return element.attributes.flatMap(([key, value]) => (fits(key, subject.slice(1)) ? [value] : []));
  }
  return element.children.flatMap((child) => (isElement(child) && fits(child.name, subject) ? [textOf(child)] : []));
}

const textsOf = (elements: readonly XmlElement[]) =>
  elements.flatMap(({ children }) => children.flatMap((child) => (child.kind === 'text' ? [child.text] : [])));

function attributesOf(elements: readonly XmlElement[], { test }: XPathStep): readonly string[] {
  return elements.flatMap(({ attributes }) =>
    attributes.flatMap(([key, value]) => (test.kind === 'attribute' && fits(key, test.name) ? [value] : [])),
  );
}

/** All text inside, at any depth. */
function textOf(element: XmlElement): string {
  let text = '';
  const waiting: XmlNode[] = [element];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'text') text += next.text;
    else waiting.push(...[...next.children].reverse());
  }
  return text;
}

/** A name with a prefix is compared as written; one without also fits any prefix, since no prefix can be declared here. */
function fits(own: string, wanted: string): boolean {
  if (wanted === '*' || own === wanted) return true;
  if (wanted.endsWith(':*')) return own.startsWith(wanted.slice(0, -1));
  return !wanted.includes(':') && localName(own) === wanted;
}

const localName = (qualified: string) => qualified.slice(qualified.indexOf(':') + 1);
