/** The languages in which requests are copied. */
export type SnippetLanguage = 'javascript' | 'python' | 'go' | 'java' | 'csharp';

/** Code units that are written by number: what cannot be seen, and what moves text about. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;

/** The text as a string literal of the language, on one line. */
export function literal(language: SnippetLanguage, text: string): string {
  const quote = language === 'javascript' || language === 'python' ? "'" : '"';
  let written = '';
  for (const char of text) written += escaped(language, char, quote);
  return quote + written + quote;
}

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

function escaped(language: SnippetLanguage, char: string, quote: string): string {
  if (char === quote) return `\\${char}`;
  const name = named[char];
  if (name !== undefined) return name;
  return unseen.test(char) ? byNumber(language, char) : char;
}

/**
 * Java reads `\u` before it looks for quotes and line ends, so controls are octal there. In Go a surrogate has no
 * number; a lone one becomes the replacement character.
 */
function byNumber(language: SnippetLanguage, char: string): string {
  const point = char.codePointAt(0) ?? 0;
  if (language === 'java' && point < 0x80) return `\\${point.toString(8).padStart(3, '0')}`;
  if (point <= 0xffff) {
    if (language === 'go' && point >= 0xd800 && point <= 0xdfff) return '\\ufffd';
    return `\\u${hex(point, 4)}`;
  }
  if (language === 'python' || language === 'go' || language === 'csharp') return `\\U${hex(point, 8)}`;
  return `\\u${hex(char.charCodeAt(0), 4)}\\u${hex(char.charCodeAt(1), 4)}`;
}

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
