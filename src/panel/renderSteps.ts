import type { Truth } from '../core/conditional/evaluation/trace.ts';
import { rfcUrl } from '../core/http/sections.ts';
import { type Html, html } from './html.ts';
import { type IconName, icon } from './icon.ts';
import { heldTitle, type StepRow } from './stepRows.ts';

const answers: Readonly<Record<Truth, { readonly icon: IconName; readonly word: string }>> = {
  true: { icon: 'passed', word: 'Holds' },
  false: { icon: 'failed', word: 'Does not hold' },
  ignored: { icon: 'ignored', word: 'Ignored' },
  unknown: { icon: 'unknown', word: 'Not known' },
};

/** The decision as a table: a row for each precondition sent, with the values compared. */
export function renderSteps(steps: readonly StepRow[], unsent: readonly string[]): Html {
  const source = html`<a href="${rfcUrl('9110', '13.2.2')}">RFC 9110 §13.2.2</a>`;
  if (steps.length === 0)
    return html`<p>No precondition reached the server, so there was nothing to decide (${source}).</p>`;
  const held = heldTitle(steps);
  const rest = unsent.length === 0 ? '' : `Not sent: ${unsent.join(', ')}. `;
  return html`<table>
<caption class="visually-hidden">The preconditions of the request in the order in which a server evaluates them</caption>
<thead><tr><th scope="col">Step</th><th scope="col">Field</th><th scope="col">Sent</th><th scope="col">${held}</th><th scope="col">Result</th></tr></thead>
<tbody>${steps.map((step) => row(step, held))}</tbody>
</table><p class="aside">${rest}The order is that of ${source}.</p>`;
}

function row({ number, field, sent, held, result, because, stops }: StepRow, title: string): Html {
  const answer = answers[result];
  const verdict = html`<strong>${answer.word}</strong>${stops && `, ${stops}`}`;
  return html`<tr><td class="number">${number}</td><th scope="row">${field}</th><td data-label="Sent"><code>${sent}</code></td><td data-label="${title}">${known(held)}</td><td data-label="Result"><span class="verdict">${icon(answer.icon)}<span>${verdict}</span></span><span class="because">${because}</span></td></tr>`;
}

const words: ReadonlySet<string> = new Set(['not known', 'none', 'no such resource']);

function known(held: string): Html {
  return words.has(held) ? html`<span class="muted">${held}</span>` : html`<code>${held}</code>`;
}
