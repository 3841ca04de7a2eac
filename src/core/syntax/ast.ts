import type { Span, Token } from '../span.ts';
import type { PlainRequest } from './block/plainRequest.ts';
import type { Scan } from './document/scan/tables.ts';

/**
 * The tree of a `.http` file. A file is a row of blocks, cut at `###` lines. Every span inside a block counts
 * from the block's own first character, so that an edit elsewhere leaves the block, its tree and everything
 * computed from it as they are; only the block's `start` in the document moves.
 */
export interface HttpDocument {
  readonly text: string;
  readonly blocks: readonly PlacedBlock[];
  /** The same blocks by the hundred: an edit makes a row or two anew and leaves the others the same objects. */
  readonly rows: readonly PlacedRow[];
}

/** A row, the document offset of its first character, and the number in the document of its first block. */
export interface PlacedRow {
  readonly start: number;
  readonly first: number;
  readonly row: Row;
}

/** Neighbouring blocks of one scan: those numbered from `from` to before `to` in it. */
export interface Row {
  readonly scan: Scan;
  readonly from: number;
  readonly to: number;
  /** Characters of its text. */
  readonly length: number;
  /** Whether only the trees of some of its blocks tell what is in them. */
  readonly plain: 'all' | 'some';
  /** Whether one of them has a multipart body whose closing delimiter is missing. */
  readonly open: boolean;
  /** Its blocks as objects, their `start` counted from the row's; made when they are asked for. */
  readonly blocks: readonly PlacedBlock[];
}

/** A block and the document offset of its first character. */
export interface PlacedBlock {
  readonly start: number;
  readonly block: Block;
}

/** What stands between two separators, the opening `###` line included. Its tree is made at the first look at it. */
export interface Block {
  readonly text: string;
  /** The `###` line that opens the block; absent in a file's first block when it has none. */
  readonly separator: Separator | undefined;
  readonly requests: readonly RequestNode[];
  /** Scripts, imports and `run` lines that no request follows. */
  readonly prologue: readonly PrologueNode[];
  /** `@name = value` lines, in order. */
  readonly variables: readonly VariableNode[];
  /** Comment lines and block comments, directives not among them. */
  readonly comments: readonly Span[];
  /** `HTTP/1.1 200 OK` and what follows it: answers kept in the file, never sent. */
  readonly responses: readonly RecordedResponse[];
  readonly faults: readonly SyntaxFault[];
  /**
   * The boundary of a multipart body whose closing delimiter is missing. Only then does the block's end depend
   * on text that stands after it.
   */
  readonly openBoundary: string | undefined;
  /** The block's one request, where it is so plain that everything about it is known without the tree. */
  readonly plain?: PlainRequest | undefined;
}

export interface Separator extends Span {
  /** The text after the hashes, trimmed; absent when there is none. */
  readonly title: Token | undefined;
}

/** `@name = value`; the value is kept byte for byte, quotes and backslashes included: entity tags need them. */
export interface VariableNode extends Span {
  readonly name: Token;
  readonly value: Token;
}

/** `# @name value` or `// @name value`. */
export interface DirectiveNode extends Span {
  /** As written, without the `@`. */
  readonly name: Token;
  /** Empty (and its span too) when the directive has no value. */
  readonly value: Token;
}

export interface RequestNode extends Span {
  /** From `# @name x`; else the separator's title, when this is the block's first request. */
  readonly name: Token | undefined;
  readonly title: Token | undefined;
  readonly directives: readonly DirectiveNode[];
  /** Scripts before the request line; recognised, never sent. */
  readonly prologue: readonly PrologueNode[];
  /** Absent when the line is a bare URL: GET is then meant. */
  readonly method: Token | undefined;
  readonly target: TargetNode;
  /** `HTTP/1.1`, as written. */
  readonly httpVersion: Token | undefined;
  /** The request line with its continuation lines. */
  readonly requestLine: Span;
  readonly headers: readonly HeaderNode[];
  readonly body: BodyNode;
  /** Lines after the body that are no content: `> {% %}`, `> file`, `>> file`, `<> file`, `?? assertion`. */
  readonly epilogue: readonly EpilogueNode[];
  /**
   * The whole command, when the request is written as one of curl. Its texts are then what the shell hands to curl:
   * where quotes or escapes lie inside an argument, they are no slices of the block.
   */
  readonly curl: Span | undefined;
}

/** The request target: `text` is the pieces joined as they go on the wire, variables unresolved. */
export interface TargetNode extends Token {
  readonly pieces: readonly Token[];
}

export interface HeaderNode extends Span {
  readonly name: Token;
  /** Trimmed; a folded value is joined by single spaces in `text` while the span covers all its lines. */
  readonly value: Token;
  /** The white space between the name and the colon, when there is any (RFC 9112 §5.1 forbids it). */
  readonly spaceBeforeColon: Span | undefined;
  readonly folded: boolean;
  /** The lines of a folded value, each trimmed; absent when the value stands on one line. */
  readonly lines: readonly Token[] | undefined;
  /** The value is `user:password`, to be sent as Basic credentials: `curl -u`. */
  readonly credentials?: 'basic';
}

export type BodyKind = 'none' | 'text' | 'file' | 'multipart' | 'graphql';

export interface BodyNode extends Span {
  readonly kind: BodyKind;
  readonly parts: readonly BodyPart[];
}

export type BodyPart = TextPart | FilePart;

/**
 * Content that goes out as it stands, after variables. Comment lines that are no content stand between two text
 * parts, so `text` is always the characters of the span.
 */
export interface TextPart extends Token {
  readonly kind: 'text';
}

/** `< path`, `<@ path`, `<@encoding path`. */
export interface FilePart extends Span {
  readonly kind: 'file';
  readonly path: Token;
  /** Whether variables inside the file are replaced (`<@`). */
  readonly variables: 'replace' | 'keep';
  readonly encoding: string | undefined;
  /** `curl -d @file` sends the file without its line ends. */
  readonly newlines?: 'drop';
  /** `gql Name < path`: which of the document's operations is meant. */
  readonly operation?: string;
}

/**
 * Before the request line: `< {% … %}` or `{{ … }}` over several lines, `< file.js`, which are shown and never run;
 * `import file.http`, `run #name`.
 */
export interface PrologueNode extends Span {
  readonly kind: 'script' | 'script-file' | 'import' | 'run';
  readonly text: string;
}

/** A status line, the header fields and the content under it, up to the block's end. */
export interface RecordedResponse extends Span {
  /** `HTTP/1.1 200 OK`, as written. */
  readonly statusLine: Token;
  readonly status: number;
  readonly headers: readonly HeaderNode[];
  readonly body: Token;
}

export interface EpilogueNode extends Span {
  readonly kind: 'script' | 'script-file' | 'save' | 'response-reference' | 'assertion';
  readonly text: string;
}

/** The language rules of the contract that the parser itself sees; the words are in `core/service`. */
export type SyntaxFaultCode =
  | 'request-line-invalid'
  /** A `curl …` command without a URL, or with a quote that is not closed. */
  | 'curl-unsupported'
  /** An option of curl that changes nothing here. */
  | 'curl-option-ignored'
  /** A script or a spread, which belong to clients that run scripts. */
  | 'script-not-run'
  /** `GRPC`, `WS`, `SSE`, `MQTT`, `AMQP`: no requests of HTTP. */
  | 'protocol-unsupported'
  | 'header-name-invalid'
  | 'header-value-invalid'
  | 'header-space-before-colon'
  | 'header-folded'
  | 'separator-missing';

export interface SyntaxFault extends Span {
  readonly code: SyntaxFaultCode;
}
