import type { Action } from './explanationView.ts';
import { type Html, html } from './html.ts';

/** A row of buttons. The page's first one takes the focus, so that Enter does what is preferred. */
export function renderActions(actions: readonly Action[], focus: 'first' | 'none'): Html {
  if (actions.length === 0) return html``;
  const buttons = actions.map((action, index) =>
    button(action, focus === 'first' && index === 0 ? html` autofocus` : ''),
  );
  return html`<div class="actions">${buttons}</div>`;
}

function button({ title, weight, message }: Action, autofocus: Html | ''): Html {
  return html`<button type="button" class="${weight}" data-message="${JSON.stringify(message)}"${autofocus}>${title}</button>`;
}
