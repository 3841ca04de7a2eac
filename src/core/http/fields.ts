import { conditionalFields } from './fieldCatalogue/conditional.ts';
import { davFields } from './fieldCatalogue/dav.ts';
import { messageFields } from './fieldCatalogue/message.ts';
import { requestFields } from './fieldCatalogue/request.ts';
import { responseFields } from './fieldCatalogue/response.ts';

/** What a field is about; it orders completions and headings. */
export type FieldKind =
  | 'precondition'
  | 'validator'
  | 'representation'
  | 'request'
  | 'response'
  | 'caching'
  | 'negotiation'
  | 'authentication'
  | 'connection'
  | 'webdav';

/** A header field, documented for people. */
export interface FieldDoc {
  /** In its usual spelling. */
  readonly name: string;
  readonly kind: FieldKind;
  /** `RFC 9110 §13.1.1`. */
  readonly rfc: string;
  readonly url: string;
  /** What it does, in plain words. */
  readonly summary: string;
  /** A value as an example, `""` where none says more than the summary. */
  readonly example: string;
  /** Whether it stands in requests, responses or both. */
  readonly where: 'request' | 'response' | 'both';
}

const fields: readonly FieldDoc[] = [
  ...conditionalFields,
  ...messageFields,
  ...requestFields,
  ...responseFields,
  ...davFields,
];
const byName: ReadonlyMap<string, FieldDoc> = new Map(fields.map((field) => [field.name.toLowerCase(), field]));

/** Every field of the catalogue, the conditional ones first. */
export function allFields(): readonly FieldDoc[] {
  return fields;
}

/** The documentation of a field, whatever the case of its name; undefined when the catalogue has none. */
export function fieldDoc(name: string): FieldDoc | undefined {
  return byName.get(name.toLowerCase());
}
