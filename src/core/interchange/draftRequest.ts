import type { HeaderList } from '../http/headerList.ts';

/** A request on its way into a `.http` file. Its texts hold no references but those of `variables`. */
export interface DraftRequest {
  /** After `###`; undefined for none. */
  readonly title: string | undefined;
  readonly method: string;
  /** As it goes on the wire, or as near as is known. */
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: readonly DraftPart[];
  /** `timeout 5 s`, without the `# @`. */
  readonly directives: readonly string[];
  /** Lines over the request, without the `#`. */
  readonly comments: readonly string[];
  /** Lines `@name = value` over the request. */
  readonly definitions: readonly (readonly [name: string, value: string])[];
  /** Lines after the content, such as `>>! answer.json`. */
  readonly epilogue: readonly string[];
  /** Names in `{{ }}` that stay references. */
  readonly variables: readonly string[];
}

export type DraftPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string };

/** A request with nothing but a request line. */
export function draftRequest(given: Pick<DraftRequest, 'method' | 'url'> & Partial<DraftRequest>): DraftRequest {
  return {
    title: undefined,
    headers: [],
    body: [],
    directives: [],
    comments: [],
    definitions: [],
    epilogue: [],
    variables: [],
    ...given,
  };
}
