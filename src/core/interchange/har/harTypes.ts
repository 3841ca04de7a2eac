import type { explanationJson } from '../explanationJson.ts';
import type { traceJson } from '../traceJson.ts';

/** HAR 1.2 as it is written here. `-1` says that a size or a time is not known. */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
  };
}

export interface NameValue {
  readonly name: string;
  readonly value: string;
}

export interface HarEntry {
  /** ISO 8601. */
  readonly startedDateTime: string;
  /** Milliseconds, as all times of the format. */
  readonly time: number;
  readonly request: HarRequest;
  readonly response: HarResponse;
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: Readonly<Record<'blocked' | 'dns' | 'connect' | 'ssl' | 'send' | 'wait' | 'receive', number>>;
  readonly comment: string;
  readonly _error?: string;
  readonly _explanation?: ReturnType<typeof explanationJson>;
  /** What was predicted before the request went out, and what came of it; the forms of the contract. */
  readonly _precondition?: {
    readonly prediction: ReturnType<typeof traceJson> | null;
    readonly explanation: ReturnType<typeof explanationJson> | null;
  };
}

export interface HarRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly headers: readonly NameValue[];
  readonly queryString: readonly NameValue[];
  readonly cookies: readonly never[];
  readonly headersSize: number;
  readonly bodySize: number;
  readonly postData?: HarPostData;
}

export interface HarPostData {
  readonly mimeType: string;
  readonly text: string;
  readonly params: readonly never[];
  /** The format knows text alone; bytes that are none are marked so. */
  readonly _encoding?: 'base64';
}

export interface HarResponse {
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly headers: readonly NameValue[];
  readonly cookies: readonly never[];
  readonly content: HarContent;
  readonly redirectURL: string;
  readonly headersSize: number;
  readonly bodySize: number;
}

export interface HarContent {
  readonly size: number;
  readonly mimeType: string;
  readonly text?: string;
  readonly encoding?: 'base64';
}
