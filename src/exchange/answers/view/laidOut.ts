import { indentJson } from '../../../core/syntax/values/indentJson.ts';
import { LargeJson } from '../../../core/syntax/values/largeJson.ts';
import { layOutXml } from './layOutXml.ts';

/** A content as it is read. */
export interface LaidOut {
  readonly text: string;
  /** Its language, a VS Code language id. */
  readonly language: string;
  /** Whether there is more of it than was asked for. */
  readonly follows: 'nothing' | 'more';
}

/** Characters from which on short arrays and objects stand on one line: an editor gives up on too many lines. */
const large = 256 * 1024;

/**
 * The content laid out where that can be done without changing what it says, else as it came; of a long one about as
 * many characters as asked for. JSON that was `cut` is laid out as far as it goes.
 */
export function laidOut(
  { text, language }: { readonly text: string; readonly language: string },
  extent: 'whole' | 'cut',
  length: number,
): LaidOut {
  if (language === 'json') return laidOutJson(text, extent, length);
  const whole = language === 'xml' ? (layOutXml(text) ?? text) : text;
  if (whole.length <= 2 * length) return { text: whole, language, follows: 'nothing' };
  return { text: whole.slice(0, lineEndBefore(whole, length)), language, follows: 'more' };
}

function laidOutJson(text: string, extent: 'whole' | 'cut', length: number): LaidOut {
  const language = 'json';
  const indented = text.length < large ? indentJson(text) : undefined;
  if (indented !== undefined) return { text: indented, language, follows: 'nothing' };
  if (text.length < large && extent === 'whole') return { text, language, follows: 'nothing' };
  const layout = new LargeJson(text);
  // Somewhat more costs nothing, and where that is all, the reader need not wait for the rest.
  const asked = text.length <= 2 * length ? Number.POSITIVE_INFINITY : length;
  return { text: layout.next(asked), language, follows: layout.isDone ? 'nothing' : 'more' };
}

/** Never between the halves of a character. */
function lineEndBefore(text: string, length: number): number {
  const end = text.lastIndexOf('\n', length);
  if (end > 0) return end;
  const code = text.charCodeAt(length);
  return code >= 0xdc00 && code < 0xe000 ? length - 1 : length;
}
