const markup = Symbol('markup');

/** Text that is markup on purpose. Only `html` makes it, so no value off the wire can pose as it. */
export interface Html {
  readonly [markup]: string;
}

export type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

/**
 * The only way to markup: everything put into the template is escaped, for content and for quoted attributes
 * alike, unless it came from this template itself. Undefined puts in nothing.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const text = strings.map((string, index) => string + textOf(values[index])).join('');
  return { [markup]: text };
}

/** The markup as a string, for the one place that hands it out. */
export function markupOf(value: Html): string {
  return value[markup];
}

function textOf(value: HtmlValue): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return isList(value) ? value.map(textOf).join('') : (value[markup] ?? '');
}

const isList = (value: Html | readonly HtmlValue[]): value is readonly HtmlValue[] => Array.isArray(value);

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Control characters have no place on a page; they are shown as their picture (U+2400…). */
function escaped(text: string): string {
  return text
    .replace(/[&<>"'`]/g, (character) => escapes[character] ?? '')
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)));
}
