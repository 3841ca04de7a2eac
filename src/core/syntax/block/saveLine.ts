import type { IfThere } from '../../http/placement.ts';
import type { Token } from '../../span.ts';
import type { EpilogueNode } from '../ast.ts';

/** `>> path` keeps a file that is there, `>>! path` replaces it. */
export interface SaveLine {
  /** As written, without quotes; spans count as those of the line. */
  readonly path: Token;
  readonly ifThere: IfThere;
}

/** The line taken apart; undefined for another line, or without a path. */
export function saveLine({ kind, start, text }: EpilogueNode): SaveLine | undefined {
  const match = kind === 'save' ? /^(>>(!?)[ \t]+)(?:"([^"]+)"|(\S.*))$/.exec(text.trimEnd()) : null;
  if (match === null) return undefined;
  const [, mark = '', replaces = '', quoted, plain = ''] = match;
  const path = quoted ?? plain;
  const from = start + mark.length + (quoted === undefined ? 0 : 1);
  return {
    path: { start: from, end: from + path.length, text: path },
    ifThere: replaces === '!' ? 'replace' : 'keep',
  };
}
