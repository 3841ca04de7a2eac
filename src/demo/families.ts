import type { HeaderList } from '../core/http/headerList.ts';
import { firstValue, sameName } from '../core/http/headerList.ts';
import type { Answer, DemoRequest } from './message.ts';
import { bare, refusal } from './message.ts';

export type Coding = 'identity' | 'gzip';

/** Which of a family's nodes answers, and in which coding. */
export interface Circumstance {
  readonly coding: Coding;
  /** `a` or `b`; always `a` where there is one node only. */
  readonly node: string;
}

/** A kind of resource: how its validators look, and what it gets wrong on purpose. */
export interface Family {
  readonly name: string;
  /** One sentence for the list at `/`. */
  readonly sentence: string;
  readonly etag: (opaque: string, circumstance: Circumstance) => string | undefined;
  readonly lastModified: 'sent' | 'never';
  readonly codings: readonly Coding[];
  readonly nodes: readonly string[];
  /** Fields that this server does not listen to on a write. */
  readonly deafTo: readonly string[];
  readonly cache: 'none' | 'in-front';
  /** Answers before anything else is looked at. */
  readonly intercept: (request: DemoRequest) => Answer | undefined;
  /** Answers a write that could otherwise go ahead. */
  readonly demand: (request: DemoRequest) => Answer | undefined;
}

const pass = (): undefined => undefined;

const strong: Family = {
  name: 'strong',
  sentence: 'A conforming origin: strong entity tags and Last-Modified, every precondition heeded.',
  etag: (opaque) => `"${opaque}"`,
  lastModified: 'sent',
  codings: ['identity'],
  nodes: ['a'],
  deafTo: [],
  cache: 'none',
  intercept: pass,
  demand: pass,
};

const GUARDS = ['If-Match', 'If-None-Match', 'If-Unmodified-Since'];

/** RFC 6585 §3: say how to resubmit, and let no cache keep the answer. */
function demandGuard({ headers }: DemoRequest): Answer | undefined {
  if (headers.some(([name]) => GUARDS.some((guard) => sameName(guard, name)))) return undefined;
  return refusal(
    428,
    'This write needs a precondition',
    'Send If-Match with the ETag of the version you read, or If-None-Match: * to create.',
    [['Cache-Control', 'no-store']],
  );
}

function refuseRobots({ headers }: DemoRequest): Answer | undefined {
  if (/^Mozilla\/\d/.test(firstValue(headers, 'User-Agent') ?? '')) return undefined;
  return refusal(412, 'Request blocked', 'The security policy of this site did not let the request through.', []);
}

function moved({ path }: DemoRequest): Answer {
  return bare(307, [['Location', path.replace(/^\/moved\//, '/strong/')]]);
}

/** Every family of the demo origin, in the order of the list at `/`. */
export const families: readonly Family[] = [
  strong,
  {
    ...strong,
    name: 'weak',
    sentence: 'Weak entity tags only: If-None-Match works, If-Match can never hold.',
    etag: (opaque) => `W/"${opaque}"`,
    lastModified: 'never',
  },
  {
    ...strong,
    name: 'dated',
    sentence: 'Last-Modified only: preconditions are dates, and a second is all they can tell apart.',
    etag: pass,
  },
  {
    ...strong,
    name: 'required',
    sentence: 'A write without a precondition is refused with 428.',
    demand: demandGuard,
  },
  {
    ...strong,
    name: 'gzip',
    sentence: 'Compressed answers carry a tag that ends in -gzip; writes compare with the plain tag.',
    etag: (opaque, { coding }) => (coding === 'gzip' ? `"${opaque}-gzip"` : `"${opaque}"`),
    codings: ['identity', 'gzip'],
  },
  {
    ...strong,
    name: 'ignored',
    sentence: 'Hands out strong tags and ignores If-Match on writes: updates get lost in silence.',
    deafTo: ['If-Match'],
  },
  {
    ...strong,
    name: 'nodes',
    sentence: 'Two nodes take turns, and each makes its own tag for the same content.',
    etag: (opaque, { node }) => `"${opaque}-${node}"`,
    nodes: ['a', 'b'],
  },
  {
    ...strong,
    name: 'cached',
    sentence: 'Behind a cache that keeps serving the old tag for some seconds after a write.',
    cache: 'in-front',
  },
  {
    ...strong,
    name: 'robots',
    sentence: "Answers 412 to every request without a browser's User-Agent, whatever its preconditions.",
    intercept: refuseRobots,
  },
  {
    ...strong,
    name: 'moved',
    sentence: 'Redirects with 307 to the same name under /strong/.',
    intercept: moved,
  },
];

/** What tells the nodes of a family apart from outside. */
export function nodeFields(family: Family, node: string): HeaderList {
  return family.nodes.length > 1 ? [['X-Served-By', `node-${node}`]] : [];
}
