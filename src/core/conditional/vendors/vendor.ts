import type { HeaderList } from '../../http/headerList.ts';
import type { ConditionField } from '../evaluation/trace.ts';
import type { JsonNode } from './jsonTree.ts';

/** APIs that have preconditions of their own, or their own way with those of RFC 9110. */
export const vendorIds = [
  'odata',
  's3',
  'azure-blob',
  'cosmos-db',
  'google-storage',
  'google-api',
  'github',
  'kinto',
  'couchdb',
  'elasticsearch',
  'kubernetes',
  'caldav',
  'fhir',
] as const;

export type VendorId = (typeof vendorIds)[number];

/** What an API can be recognised by; a URL alone may do. */
export interface VendorScene {
  readonly method: string;
  readonly url: URL;
  readonly sent: HeaderList;
  readonly received: HeaderList;
  /** The received content as text, and as a tree when it is JSON. */
  readonly text: string;
  readonly json: JsonNode | undefined;
}

/** One thing that speaks for an API. One that is `sure` is enough, of hints it takes two. */
export interface Clue {
  readonly weight: 'sure' | 'hint';
  /** As in `the host is api.github.com`. */
  readonly what: string;
}

/** Where a version stands in answers, and how a request says it. */
export interface Carrier {
  /** As the API names it: `ETag`, `@odata.etag`, `metadata.resourceVersion`. */
  readonly name: string;
  readonly place: 'field' | 'body';
  readonly sentAs: 'field' | 'query' | 'body';
}

/** A version found in an answer, digit for digit: JSON numbers beyond 2⁵³ included. */
export interface VersionFound {
  readonly name: string;
  readonly value: string;
  /** The URL it belongs to, when that is not the one asked: a member of a collection. */
  readonly url?: string;
}

/** A condition in the API's own form. */
export interface VendorGuard {
  /** What the fix is called, as in `Send the generation in x-goog-if-generation-match`. */
  readonly title: string;
  readonly put:
    | { readonly kind: 'field'; readonly name: string; readonly value: string }
    | { readonly kind: 'query'; readonly parameters: readonly (readonly [name: string, value: string])[] }
    /** `value` is JSON. */
    | { readonly kind: 'json'; readonly path: readonly string[]; readonly value: string };
  /** Conditions that it takes the place of. */
  readonly replaces: readonly ConditionField[];
}

/** The request that is to be guarded. */
export interface GuardedRequest {
  readonly method: string;
  readonly url: URL;
}

/** The newest values known, by their carrier's name. */
export type Versions = ReadonlyMap<string, string>;

export interface Vendor {
  readonly id: VendorId;
  /** As people call it. */
  readonly name: string;
  /** Where the API's own documentation tells of it. */
  readonly docs: string;
  readonly carriers: readonly Carrier[];
  /** Whether `W/"…"` in If-Match is what the API asks for, against the strong comparison of RFC 9110 §13.1.1. */
  readonly weakAllowedInIfMatch: 'yes' | 'no';
  /** Whether a tag without quotes is taken in If-Match. */
  readonly unquotedAllowedInIfMatch: 'yes' | 'no';
  /** Conditions that have no effect on its writes: nothing is protected by them. */
  readonly ignoredOnWrites: readonly ConditionField[];
  /** Conditions that make it refuse a write. */
  readonly refusedOnWrites: readonly ConditionField[];
  /** The one value of If-None-Match that writes take, where only one is. */
  readonly ifNoneMatchOnWrites: 'any' | 'star' | 'none';
  /** The status that says a write met another version. */
  readonly mismatch: number;
  /** The status that says a guard is missing, where writes need one. */
  readonly unguarded?: number;
  clues(scene: VendorScene): readonly Clue[];
  versions(scene: VendorScene): readonly VersionFound[];
  /** The ways to say the known versions in a write, the best first. */
  guards(request: GuardedRequest, versions: Versions): readonly VendorGuard[];
  /** The URL whose versions a write to this one is judged by, where it is another. */
  home?(url: URL): URL;
}
