import { shown } from './shown.ts';
import type { Words } from './words.ts';

interface Evident {
  /** What was seen, as a sentence. */
  readonly evidence: string;
}

interface OnMethod extends Evident {
  readonly method: string;
}

/** What the messages on the habits of a server are made of. */
export interface ServerFacts {
  'server-ignores-precondition': OnMethod & { readonly field: string };
  'server-rejects-conditional': OnMethod;
  'server-ius-unusable': Evident;
  'server-requires-precondition': OnMethod;
  'server-transforms-put': Evident;
  'redirect-target': {
    readonly field: string;
    readonly status: number;
    readonly to: string;
    readonly at: string;
  };
  'vendor-precondition-misuse': { readonly vendor: string; readonly why: string };
}

export const serverWords: Words<ServerFacts> = {
  'server-ignores-precondition': ({ field, method, evidence }) =>
    `This server ignores ${field} on ${method}, so nothing guards this write. ${evidence} Read and compare right before writing, or lock.`,
  'server-rejects-conditional': ({ method, evidence }) =>
    `This server refuses a ${method} with a condition. ${evidence} Remove it and use the API's own version field.`,
  'server-ius-unusable': ({ evidence }) =>
    `If-Unmodified-Since cannot hold here: this server compares it with the time of the request. ${evidence} Use If-Match.`,
  'server-requires-precondition': ({ method, evidence }) =>
    `This server asks for a condition on ${method}, and there is none. ${evidence} Add If-Match with the current tag.`,
  'server-transforms-put': ({ evidence }) =>
    `This server stores something else than is sent. ${evidence} After the PUT read it again before you use a tag.`,
  'redirect-target': ({ field, status, to, at }) =>
    `This URL answered ${status} at ${at} and sent on to ${shown(to)}. ${field} is not evaluated here, and a tag of there means nothing here. Use that URL.`,
  'vendor-precondition-misuse': ({ vendor, why }) => `${vendor}: ${why}`,
};
