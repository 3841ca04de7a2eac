/** The answer that sent requests for the resource elsewhere. */
export interface RedirectSeen {
  readonly status: number;
  /** The absolute URL it named, without userinfo. */
  readonly to: string;
  readonly at: number;
}

/** A lock of the resource as answers told of it (RFC 4918 §6). */
export interface LockSeen {
  /** Undefined where only a 423 told of the lock: then it is somebody else's, or its token is forgotten. */
  readonly token?: string;
  readonly state: 'held' | 'released';
  readonly at: number;
  /** When the server lets go of it by itself; epoch milliseconds. */
  readonly until?: number;
  /** Whether it covers what is under the resource as well (RFC 4918 §9.10.3). */
  readonly depth?: 'infinity';
}

/** What answers told of a resource besides its validators; each part is there once it was told. */
export interface Observed {
  /** Gone once the resource answers itself. */
  readonly redirect?: RedirectSeen;
  /** The newest last. */
  readonly locks?: readonly LockSeen[];
  /** Until when the newest content is fresh and immutable (RFC 8246 §2); epoch milliseconds. */
  readonly immutableUntil?: number;
  /** The fields of the newest 200 to GET that a 304 has to repeat (RFC 9110 §15.4.5), in lower case. */
  readonly shown?: readonly string[];
  /** The credentials that the `Vary` of the newest 200 to GET names, in lower case: `identity` tells them apart. */
  readonly variesBy?: readonly string[];
  /** `Server` and `X-Powered-By`, as they came. */
  readonly server?: string;
  readonly poweredBy?: string;
  /** `DAV` (RFC 4918 §10.1), as it came. */
  readonly dav?: string;
  /** What the answers look like besides: json-server keeps Internet Explorer from storing, in a way of its own. */
  readonly resembles?: 'json-server';
}
