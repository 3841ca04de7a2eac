import type { HeaderList } from '../core/http/headerList.ts';
import { firstValue, sameName } from '../core/http/headerList.ts';
import { mergePatch, parseJson } from './content.ts';
import type { Decision } from './decide.ts';
import { decide } from './decide.ts';
import type { Circumstance, Family } from './families.ts';
import { nodeFields } from './families.ts';
import type { Answer, DemoRequest } from './message.ts';
import { bare, encodeJson, refusal } from './message.ts';
import { currentOf, validatorFields } from './select.ts';
import type { Article, Shelf } from './shelf.ts';

/** What a patch may be; plain JSON is taken for a merge patch, as most APIs do. */
export const PATCH_TYPES = 'application/merge-patch+json, application/json';

interface Write {
  readonly request: DemoRequest;
  readonly family: Family;
  readonly shelf: Shelf;
  readonly circumstance: Circumstance;
  readonly now: number;
}

/**
 * Answers PUT, PATCH and DELETE. The order is §13.2.1's: what would fail anyway fails first, then the
 * preconditions are evaluated, and only then the content is looked into.
 */
export function answerWrite(write: Write): Answer {
  const article = write.shelf.read(write.request.path);
  const wrong = wrongRequest(write.request, article) ?? write.family.demand(write.request);
  if (wrong !== undefined) return wrong;
  if (judge(write, article) !== 'perform') {
    return refusal(412, 'A precondition is false', 'Nothing was written.', nodeFields(write.family, nodeOf(write)));
  }
  return perform(write, article);
}

const nodeOf = ({ circumstance }: Write): string => circumstance.node;

function judge({ request, family, circumstance, now }: Write, article: Article | undefined): Decision {
  const heard = request.headers.filter(([name]) => !family.deafTo.some((deaf) => sameName(deaf, name)));
  const current = article && currentOf(family, article, circumstance);
  return decide({ method: request.method, headers: heard, current, now });
}

function wrongRequest(request: DemoRequest, article: Article | undefined): Answer | undefined {
  const { method, headers } = request;
  if (method !== 'PUT' && article === undefined) return notFound(request.path);
  if (method === 'DELETE') return undefined;
  if (method === 'PUT' && firstValue(headers, 'Content-Range') !== undefined) {
    return refusal(400, 'No partial PUT', 'Content-Range has no meaning here; send the whole.', []);
  }
  const type = (firstValue(headers, 'Content-Type') ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || type === 'application/merge-patch+json') return undefined;
  if (method === 'PUT' && type.endsWith('+json')) return undefined;
  const accept: HeaderList = method === 'PATCH' ? [['Accept-Patch', PATCH_TYPES]] : [['Accept', 'application/json']];
  return refusal(415, 'Not JSON', `Articles are JSON; the content came as ${type}.`, accept);
}

/** The answer for a path with nothing on it. */
export function notFound(path: string): Answer {
  return refusal(404, 'Nothing here', `There is no article at ${path}; a PUT would create it.`, []);
}

function perform(write: Write, article: Article | undefined): Answer {
  const { request, shelf } = write;
  if (request.method === 'DELETE') {
    shelf.remove(request.path);
    return bare(204, []);
  }
  const parsed = parseJson(request.content);
  if (parsed === undefined) return refusal(400, 'Not JSON', 'The content cannot be read as JSON.', []);
  const content = request.method === 'PATCH' ? patched(article, parsed.value) : request.content;
  const next = shelf.write(request.path, content);
  // The content was stored as sent, so its validators may be told at once (§9.3.4).
  const fields = validatorFields(currentOf(write.family, next, write.circumstance));
  return bare(article === undefined ? 201 : 204, [...fields, ...nodeFields(write.family, nodeOf(write))]);
}

function patched(article: Article | undefined, patch: Parameters<typeof mergePatch>[1]): Uint8Array {
  const target = article && parseJson(article.content);
  return encodeJson(mergePatch(target?.value ?? null, patch));
}
