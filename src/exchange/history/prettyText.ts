import { indentJson } from '../../core/syntax/values/indentJson.ts';
import type { KeptContent } from './historyEntry.ts';

/** The text of a content as it is shown: JSON laid out, everything else as it came; '' where there is none. */
export function prettyText(content: KeptContent): string {
  if (content.kind !== 'text') return '';
  return content.language === 'json' ? (indentJson(content.text) ?? content.text) : content.text;
}
