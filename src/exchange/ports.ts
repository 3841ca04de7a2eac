import type { Memory } from '../core/conditional/memory/record.ts';
import type { ContentStream, Exchange, Send } from '../core/http/exchange.ts';
import type { OAuthClient } from '../core/http/oauthClient.ts';
import type { IfThere, PlacedContent, Placement } from '../core/http/placement.ts';
import type { Part, Progress } from '../core/http/progress.ts';
import type { HttpDocument } from '../core/syntax/ast.ts';
import type { Question, TokenWish } from '../core/syntax/values/question.ts';
import type { HistoryEntry } from './history/historyEntry.ts';
import type { SentOutcome } from './sending/sendRequest.ts';

/**
 * Everything `exchange` needs of the outside, as interfaces. The editor and the command line each bring their
 * own; tests bring real ones.
 */

/** Holds the validator memory; `write` persists it as the face sees fit. */
export interface MemoryStore {
  read(): Memory;
  write(memory: Memory): void;
}

/** Keeps contents of representations for comparing and merging. Content, never header fields. */
export interface BodyStore {
  /** The SHA-256 by which the content can be read again, in hex; undefined for one that is not kept. */
  keep(content: Uint8Array): string | undefined;
  /** The content of that hash, undefined once it is gone. */
  read(hash: string): Promise<Uint8Array | undefined>;
}

/** The files named by a request, relative to the `.http` file's folder. */
export interface Files {
  /** Undefined when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** The file as content that is read while it is sent; undefined when there is none, or it can only be read whole. */
  stream?(path: string): Promise<ContentStream | undefined>;
  /** Writes a file, whole or not at all; without it no answer can be written. */
  place?(path: string, content: PlacedContent, ifThere: IfThere): Promise<Placement>;
  /** The names of the files in a folder; undefined where there is none. */
  list?(folder: string): Promise<readonly string[] | undefined>;
}

/** Epoch milliseconds. */
export type Clock = () => number;

/** A salted hash of a credential, so that memory can tell identities apart without holding any; '' stays ''. */
export type HashIdentity = (credentials: string) => string;

/** The last whole answer of each named request, for `{{name.response…}}`. A 304 or an error never replaces it. */
export interface Answers {
  read(request: string): Exchange | undefined;
  write(request: string, exchange: Exchange): void;
}

/** A request about to be sent because another one needs its answer. */
export interface DependedOn {
  readonly name: string;
  readonly method: string;
  /** Without userinfo. */
  readonly url: string;
  /** What the request that was asked for is called. */
  readonly neededBy: string;
}

/** A request that `# @note` wants to be confirmed before it goes out. */
export interface Confirmation {
  readonly name: string;
  readonly method: string;
  /** Without userinfo. */
  readonly url: string;
  /** What the file says of it; may be empty. */
  readonly note: string;
}

/** Asks the user. What cannot be asked is a reason not to send. */
export interface Prompts {
  /** The answer; undefined when the question was dismissed. */
  ask?(question: Question): Promise<string | undefined>;
  /** Whether a request that changes something may go out for another one's sake. */
  agree?(request: DependedOn): Promise<'yes' | 'no'>;
  /** Whether a request that is marked to be confirmed may go out. */
  confirm?(request: Confirmation): Promise<'yes' | 'no'>;
}

/** A token that was granted, or a sentence that says why none was. */
export type Granted =
  | {
      readonly kind: 'token';
      readonly value: string;
      /** To be told when the server takes it for invalid; left out where nothing could be done about that. */
      readonly refused?: () => Promise<void>;
    }
  | { readonly kind: 'none'; readonly why: string };

/** Gets tokens, and keeps them as secrets until they run out. */
export interface Tokens {
  /**
   * `client` describes who asks, for a wish that a configuration stands behind; `origin` is where the request with the
   * token goes, undefined where that is not known before.
   */
  grant(
    wish: TokenWish,
    client: OAuthClient | undefined,
    signal: AbortSignal | undefined,
    origin: string | undefined,
  ): Promise<Granted>;
}

/** What has gone out in one run over a file: by request, the last outcome. */
export interface RunLedger {
  outcome(document: HttpDocument, request: number): SentOutcome | undefined;
  note(document: HttpDocument, request: number, outcome: SentOutcome): void;
}

/** The pause before a request goes out again, or before it is looked whether it was carried out. */
export interface Pause {
  /** The attempt that is to come, counted from 1, and how many there may be. */
  readonly attempt: number;
  readonly of: number;
  /** Epoch milliseconds at which it ends. */
  readonly until: number;
  readonly next: 'repeat' | 'verify';
  /** The attempt that failed. */
  readonly failed: Exchange;
}

/** Follows the request that was asked for while it is under way: not those sent for its sake, and no look-up. */
export interface Watcher {
  /** How far the content has gone out or come in, some ten times a second. */
  readonly progress?: (progress: Progress) => void;
  /** Each piece of the answer's content as it comes. While somebody listens, a stream of events may be silent. */
  readonly part?: (part: Part) => void;
  /** Each pause of `# @retry` as it begins; undefined as it ends. */
  readonly pause?: (pause: Pause | undefined) => void;
}

/** The exchanges of this and earlier sessions, without secrets. */
export interface History {
  /** The id of an exchange that began then (epoch milliseconds), the file that the request stands in, and which one it is there if it is repeated. */
  begin(startedAt: number): Pick<HistoryEntry, 'id' | 'source'> & { readonly request?: string };
  /** Those of the same method and URL, the oldest first; there may be others among them. */
  alike(entry: HistoryEntry): Promise<readonly HistoryEntry[]>;
  /** Keeps the entry; older ones go when there are too many. */
  keep(entry: HistoryEntry): void;
}

export interface Ports {
  readonly send: Send;
  readonly memory: MemoryStore;
  readonly files: Files;
  readonly answers: Answers;
  readonly clock: Clock;
  /** Resolves after so many milliseconds, or when the signal is aborted; without it nothing waits. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly hashIdentity: HashIdentity;
  readonly prompts?: Prompts;
  /** Without it a request that needs a token is not sent. */
  readonly tokens?: Tokens;
  readonly watcher?: Watcher;
  /** In a run over a file, so that what changes something goes out once. */
  readonly run?: RunLedger;
  /** Left out where the user wants no contents kept. */
  readonly bodies?: BodyStore;
  /** Left out where the user wants no history. */
  readonly history?: History;
  /** The exchanges of this session so far, failed ones too, oldest first: evidence for an explanation. */
  readonly earlier?: () => readonly Exchange[];
}

/** Whether a failed precondition may be looked into by one safe request that the user did not write. */
export type LookUpPolicy = 'automatic' | 'ask' | 'never';
