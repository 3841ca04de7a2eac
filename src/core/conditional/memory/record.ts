import type { HeaderField } from '../../http/headerList.ts';
import type { ResourceKey } from '../../http/resource.ts';
import type { TraitId } from '../traits/traitId.ts';
import type { VendorId } from '../vendors/vendor.ts';
import type { Observed } from './observed.ts';

/** How a sighting came about. `request` is the name the file gives the request, if any. */
export interface SightingSource {
  readonly method: string;
  readonly status: number;
  readonly request: string | undefined;
}

/** Which of a resource's variants a record speaks of: a validator belongs to a variant, not to a URL. */
export interface VariantKey {
  /**
   * The request fields that `Vary` named, in lower case and sorted, with the values sent. Fields that may hold a
   * secret stand here with a digest; credentials not at all, `identity` speaks for them.
   */
  readonly vary: readonly HeaderField[];
  /** The coding of the content, where the request asked for it; else `identity`. */
  readonly coding: string;
  readonly environment: string;
  /** A salted hash of the credentials sent, or the empty string for none. Never the credentials. */
  readonly identity: string;
}

/** What one response taught about one variant. Times are epoch milliseconds. */
export interface ValidatorRecord extends VariantKey {
  readonly resource: ResourceKey;
  /** False after a 404 or 410, or after our own successful DELETE. */
  readonly exists: boolean;
  /**
   * The entity tag exactly as received, undefined when the response had none. Whether that means that there is
   * none depends on `source`: `currentOf` tells.
   */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** The response's `Date`. */
  readonly date: string | undefined;
  /** `Age` in seconds, when a cache answered. */
  readonly age: number | undefined;
  /** The fields that say a cache answered, as in `Age: 3, X-Cache: HIT`. */
  readonly cache: string | undefined;
  /** A fingerprint of the whole content, where it was received. */
  readonly content: string | undefined;
  /** The SHA-256 of the content, where it is kept as a file. */
  readonly bodyHash?: string;
  readonly seenAt: number;
  readonly source: SightingSource;
}

/**
 * A tag once seen on one variant of a resource, the one seen last at the end; what the stale-tag findings point
 * to. `source` and the rest are those of the last time.
 */
export interface Sighting extends VariantKey {
  readonly etag: string;
  readonly lastModified: string | undefined;
  /** `Date` of the response, which with `lastModified` tells how young the version was. */
  readonly date: string | undefined;
  /** The fields that say a cache answered. */
  readonly cache: string | undefined;
  readonly content: string | undefined;
  /** The SHA-256 of the content, where it is kept as a file. */
  readonly bodyHash?: string;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  /** How often it was read since another tag was; once unless given. */
  readonly times?: number;
  /** Whose version it is: made by a write of ours, or found changed without one. Unknown unless given. */
  readonly whose?: 'ours' | 'theirs';
  readonly source: SightingSource;
}

/** A write of ours that succeeded; after it, every tag read before is suspect. */
export interface OwnWrite {
  readonly method: string;
  readonly status: number;
  readonly at: number;
  readonly request: string | undefined;
  /** The tag the answer carried, if any. */
  readonly etag: string | undefined;
  /** A fingerprint of the content that was sent. */
  readonly sent?: string;
  /** A fingerprint of the content that was known before. */
  readonly before?: string;
}

/** A version by which an API tells its representations apart, besides the tag or in its place. */
export interface VersionSeen {
  readonly vendor: VendorId;
  /** As the API names it: `metadata.resourceVersion`. */
  readonly name: string;
  /** Digit for digit. */
  readonly value: string;
  readonly environment: string;
  readonly identity: string;
  readonly at: number;
  readonly source: SightingSource;
}

/** What an origin, or a part of it, was recognised as. */
export interface VendorSeen {
  readonly id: VendorId;
  /** What it was recognised by, as sentences. */
  readonly evidence: readonly string[];
  readonly resource: ResourceKey;
  readonly at: number;
}

/** Everything known of one resource. Lists are bounded; the newest variant record comes first. */
export interface ResourceMemory {
  readonly resource: ResourceKey;
  readonly records: readonly ValidatorRecord[];
  readonly sightings: readonly Sighting[];
  readonly ownWrites: readonly OwnWrite[];
  /** What answers told besides validators. */
  readonly observed?: Observed;
  /** The newest of each name and owner. */
  readonly versions?: readonly VersionSeen[];
  readonly touchedAt: number;
}

/** An exchange that speaks for a trait of the server, or against it. */
export interface TraitObservation {
  readonly id: TraitId;
  /** `*` where it concerns every method. */
  readonly method: string;
  /** The field that it is about, for the traits that several fields can have. */
  readonly field?: string;
  readonly resource: ResourceKey;
  readonly says: 'has' | 'lacks';
  /** A `sign` has another explanation too. */
  readonly weight: 'proof' | 'sign';
  /** Epoch milliseconds. */
  readonly at: number;
  /** What was seen, as a sentence. */
  readonly what: string;
  readonly request: string | undefined;
}

/** Everything known of one origin beyond its resources. */
export interface OriginMemory {
  readonly origin: string;
  /** Bounded; the newest last. */
  readonly observations: readonly TraitObservation[];
  /** One for each part of the origin, the newest last. */
  readonly vendors?: readonly VendorSeen[];
  readonly touchedAt: number;
}

/** The validator memory: immutable, least recently touched resources dropped first. */
export interface Memory {
  readonly resources: ReadonlyMap<ResourceKey, ResourceMemory>;
  readonly origins: ReadonlyMap<string, OriginMemory>;
}
