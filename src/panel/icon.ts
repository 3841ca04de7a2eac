import { type Html, html } from './html.ts';

/** The page's few signs. Each stands beside a word, so none of them carries meaning alone. */
export type IconName = 'failed' | 'passed' | 'warning' | 'unknown' | 'ignored' | 'info';

const shapes: Readonly<Record<IconName, Html>> = {
  failed: html`<path d="M4 4l8 8M12 4l-8 8"/>`,
  passed: html`<path d="M3 8.5l3.5 3.5L13 4.5"/>`,
  warning: html`<path d="M8 2.5l6 11H2zM8 7v3M8 11.6v.4"/>`,
  unknown: html`<path d="M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.7 8 9.2 8 10M8 12.4v.4"/>`,
  ignored: html`<path d="M3 8h10"/>`,
  info: html`<circle cx="8" cy="8" r="5.6"/><path d="M8 7.2V11M8 5v.4"/>`,
};

/** A sign for the eye alone; the word beside it is for everybody. */
export function icon(name: IconName): Html {
  return html`<svg class="icon icon-${name}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
}
