import { type Trait, traitsOf } from '../../conditional/traits/traits.ts';
import { type ResourceKey, resourceKey } from '../../http/resource.ts';
import type { HttpDocument } from '../../syntax/ast.ts';
import type { PlacedRequest } from '../../syntax/locate.ts';
import type { ResolvedHeader, ResolvedRequest } from '../../syntax/resolving/resolution.ts';
import { resolveRequest } from '../../syntax/resolving/resolve.ts';
import type { Scope } from '../../syntax/values/scope.ts';
import type { Effect } from '../words/words.ts';
import { type ConditionLine, type ConditionName, readConditionLines } from './conditionLine.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';
import type { Surroundings } from './surroundings.ts';

/** One request as the rules, the hover and the lenses see it: resolved once, its preconditions read once. */
export class Subject {
  readonly document: HttpDocument;
  readonly placed: PlacedRequest;
  /** As what stands outside of requests sees it. */
  readonly scope: Scope;
  readonly resolved: ResolvedRequest;
  /** As it goes on the wire. */
  readonly method: string;
  readonly effect: Effect;
  readonly resource: ResourceKey | undefined;
  /** Every line of a precondition field, in the order of the file. */
  readonly lines: readonly ConditionLine[];
  /** Whether any field makes the request conditional, WebDAV's `If` included. */
  readonly conditional: 'yes' | 'no';
  /** What is known of its URL. */
  readonly known: Knowledge;
  readonly context: Surroundings;
  #traits: readonly Trait[] | undefined;

  constructor(document: HttpDocument, placed: PlacedRequest, scope: Scope, context: Surroundings) {
    const resolved = resolveRequest(placed, scope);
    this.document = document;
    this.placed = placed;
    this.scope = scope;
    this.resolved = resolved;
    this.method = resolved.method;
    this.effect = effectOf(resolved.method);
    this.resource = resolved.url === undefined ? undefined : resourceKey(resolved.url);
    this.lines = readConditionLines(resolved.headers, context.now);
    this.conditional = resolved.headers.some(({ field }) => /^if(?:-|$)/i.test(field[0])) ? 'yes' : 'no';
    this.known = knowledgeOf(this.resource, resolved, context);
    this.context = context;
  }

  /** What is known of how this server treats requests of this method here; worked out when first asked for. */
  get traits(): readonly Trait[] {
    const { memory, now } = this.context;
    this.#traits ??= this.resource === undefined ? [] : traitsOf(memory, this.resource, this.method, now);
    return this.#traits;
  }
}

/** Methods that are defined as safe (RFC 9110 §9.2.1), WebDAV's and QUERY among them. */
const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY']);
/** They select no representation: servers ignore every precondition (RFC 9110 §13.2.1). */
const selectingNothing: ReadonlySet<string> = new Set(['CONNECT', 'OPTIONS', 'TRACE']);

function effectOf(method: string): Effect {
  if (selectingNothing.has(method)) return 'none';
  return safe.has(method) ? 'read' : 'write';
}

/** The lines of one field. */
export function linesOf(subject: Subject, field: ConditionName): readonly ConditionLine[] {
  return subject.lines.filter((line) => line.field === field);
}

/** Whether the request has the field at all. */
export function has(subject: Subject, field: ConditionName): boolean {
  return subject.lines.some((line) => line.field === field);
}

/** The first header line of that name, whatever its case. */
export function headerNamed(subject: Subject, lowerName: string): ResolvedHeader | undefined {
  return subject.resolved.headers.find(
    ({ field: [name] }) => name.length === lowerName.length && name.toLowerCase() === lowerName,
  );
}

/** Every header line of that name, whatever its case. */
export function headersNamed(subject: Subject, lowerName: string): readonly ResolvedHeader[] {
  return subject.resolved.headers.filter(
    ({ field: [name] }) => name.length === lowerName.length && name.toLowerCase() === lowerName,
  );
}

/** Whether the method is GET or HEAD, for which a false If-None-Match means 304. */
export function isGetOrHead({ method }: Subject): boolean {
  return method === 'GET' || method === 'HEAD';
}
