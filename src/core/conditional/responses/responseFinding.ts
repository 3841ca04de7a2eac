/** What each finding on a response is told with. Values from the wire are raw, to be cut and cleaned where they are shown. */
export interface ResponseFacts {
  'response-etag-syntax': { readonly sent: string };
  'response-lm-future': { readonly modified: string; readonly date: string };
  'response-304-missing-fields': { readonly missing: readonly string[] };
  'response-304-unrequested': object;
  'response-304-after-write': { readonly method: string };
  'response-same-strong-tag-for-codings': {
    readonly tag: string;
    readonly coding: string;
    readonly other: string;
  };
  'response-strong-tag-reused': { readonly tag: string };
  'response-put-etag-foreign': {
    readonly tag: string;
    /** How that shows: in the answer itself, by another tag for the same content, or by other content under it. */
    readonly by: 'answer' | 'tag' | 'content';
  };
  'response-write-not-applied': { readonly method: string; readonly status: number };
  'response-inm-ignored': { readonly tag: string };
  'response-ims-ignored': { readonly modified: string };
  'response-412-without-condition': object;
  'response-412-broken-framing': { readonly announced: string };
  'response-vary-missing': { readonly tag: string; readonly other: string; readonly coding: string };
}

export type ResponseCode = keyof ResponseFacts;

/** What is wrong with a response, and the field that shows it, where one does. */
export type ResponseFinding = {
  [Code in ResponseCode]: {
    readonly code: Code;
    readonly field: string | undefined;
    readonly facts: ResponseFacts[Code];
  };
}[ResponseCode];
