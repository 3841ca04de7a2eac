import { editedBySomebodyElse } from './content.ts';
import type { Family } from './families.ts';
import { families } from './families.ts';
import type { Answer, DemoRequest } from './message.ts';
import { bare, encodeJson, refusal } from './message.ts';
import { answerRead } from './read.ts';
import { selectCoding } from './select.ts';
import type { Shelf } from './shelf.ts';
import { createShelf } from './shelf.ts';
import { createStaleCache } from './staleCache.ts';
import { answerWrite, notFound, PATCH_TYPES } from './write.ts';

const METHODS = 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS';

/** What tests set and users need not: the clock in epoch milliseconds, and how long the cache keeps an answer. */
export interface DemoSettings {
  readonly clock: () => number;
  readonly cacheFreshFor: number;
}

/** The demo origin without its sockets: a request in, an answer out, articles kept between. */
export function createResponder({ clock, cacheFreshFor }: DemoSettings): (request: DemoRequest) => Answer {
  const shelf = createShelf(
    families.map(({ name }) => `/${name}/1`),
    clock,
  );
  const responders = new Map(
    families.map((family) => [family.name, familyResponder(family, shelf, clock, cacheFreshFor)]),
  );
  return (request) => {
    if (request.path === '/') return answerIndex(request);
    const parts = /^\/([a-z]+)\/[^/]+(\/_edit)?$/.exec(request.path);
    const respond = responders.get(parts?.[1] ?? '');
    if (respond === undefined) return refusal(404, 'Nothing here', 'The list of resources is at /.', []);
    return parts?.[2] === undefined ? respond(request) : answerEdit(request, shelf);
  };
}

function familyResponder(
  family: Family,
  shelf: Shelf,
  clock: () => number,
  freshFor: number,
): (request: DemoRequest) => Answer {
  let turn = -1;
  const respond = (request: DemoRequest): Answer => {
    turn += 1;
    const node = family.nodes[turn % family.nodes.length] ?? 'a';
    return family.intercept(request) ?? answerArticle(request, family, shelf, node, clock());
  };
  return family.cache === 'none' ? respond : createStaleCache(respond, freshFor, clock);
}

function answerArticle(request: DemoRequest, family: Family, shelf: Shelf, node: string, now: number): Answer {
  switch (request.method) {
    case 'GET':
    case 'HEAD': {
      const article = shelf.read(request.path);
      if (article === undefined) return notFound(request.path);
      return answerRead(request, family, article, { coding: selectCoding(family, request.headers), node }, now);
    }
    case 'PUT':
    case 'PATCH':
    case 'DELETE':
      return answerWrite({ request, family, shelf, circumstance: { coding: 'identity', node }, now });
    case 'OPTIONS':
      return options(METHODS, [['Accept-Patch', PATCH_TYPES]]);
  }
  return methodNotAllowed(request, METHODS);
}

/** `POST <resource>/_edit`: no condition, no cache and no redirect stand in the way of somebody else. */
function answerEdit(request: DemoRequest, shelf: Shelf): Answer {
  if (request.method === 'OPTIONS') return options('POST, OPTIONS', []);
  if (request.method !== 'POST') return methodNotAllowed(request, 'POST, OPTIONS');
  const path = request.path.replace(/\/_edit$/, '').replace(/^\/moved\//, '/strong/');
  const article = shelf.read(path);
  if (article === undefined) return notFound(path);
  shelf.write(path, editedBySomebodyElse(article.content));
  return bare(204, []);
}

function answerIndex(request: DemoRequest): Answer {
  if (request.method === 'OPTIONS') return options('GET, HEAD, OPTIONS', []);
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed(request, 'GET, HEAD, OPTIONS');
  const resources = families.map(({ name, sentence }) => ({ path: `/${name}/1`, sentence }));
  const content = encodeJson({
    resources,
    edit: 'POST <resource>/_edit is somebody else changing it. A PUT to another number creates another resource.',
  });
  return { status: 200, headers: [['Content-Type', 'application/json']], content };
}

const options = (allow: string, more: readonly (readonly [string, string])[]): Answer =>
  bare(204, [['Allow', allow], ...more]);

const methodNotAllowed = (request: DemoRequest, allow: string): Answer =>
  refusal(405, 'Method not allowed', `${request.method} means nothing here.`, [['Allow', allow]]);
