/** The message of each rule of a family, made from the facts that its finding carries. */
export type Words<Facts> = { readonly [Code in keyof Facts]: (facts: Facts[Code]) => string };

/** Whether the request only reads, may change something, or is a kind to which no precondition applies (§13.2.1). */
export type Effect = 'read' | 'write' | 'none';

/** The fields whose value is made of entity tags. */
export type TagField = 'If-Match' | 'If-None-Match' | 'If-Range';

/** The fields whose value is an HTTP-date. */
export type DateField = 'If-Modified-Since' | 'If-Unmodified-Since' | 'If-Range';
