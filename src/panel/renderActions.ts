import type { Action } from './explanationView.ts';
import { type Html, html } from './html.ts';

/** A row of buttons, the quiet ones together. The page's first one takes the focus: Enter does what is preferred. */
export function renderActions(actions: readonly Action[], focus: 'first' | 'none'): Html {
  if (actions.length === 0) return html``;
  const leading = focus === 'first' ? actions[0] : undefined;
  const group = (members: readonly Action[]) =>
    members.map((each) => button(each, each === leading ? html` data-focus` : ''));
  const quiet = actions.filter(({ weight }) => weight === 'quiet');
  const links = quiet.length === 0 ? '' : html`<span class="links">${group(quiet)}</span>`;
  return html`<div class="actions">${group(actions.filter((each) => !quiet.includes(each)))}${links}</div>`;
}

function button({ title, weight, message }: Action, focus: Html | ''): Html {
  return html`<button type="button" class="${weight}" data-message="${JSON.stringify(message)}"${focus}>${title}</button>`;
}
