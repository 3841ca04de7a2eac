import type { Effort, Likelihood } from '../core/conditional/explanation/explanation.ts';
import type { CauseView } from './explanationView.ts';
import { type Html, html } from './html.ts';
import { renderActions } from './renderActions.ts';

/** The causes, the likeliest first and open: what speaks for each, and what to do about it. */
export function renderCauses(causes: readonly CauseView[]): Html {
  return html`<div class="causes-head" aria-hidden="true"><span>Cause</span><span>Likelihood</span><span>Effort</span></div>
<ol class="causes">${causes.map(renderCause)}</ol>`;
}

function renderCause({ title, likelihood, effort, evidence, fixes }: CauseView, index: number): Html {
  const open = index === 0 ? html` open` : undefined;
  return html`<li><details${open}><summary><span class="title">${title}</span>
<span class="grade"><span class="visually-hidden">likelihood </span>${likelihoodBars(likelihood)}${likelihood}</span>
<span class="grade"><span class="visually-hidden">effort </span>${effort satisfies Effort}</span></summary>
<div class="detail">${evidenceList(evidence)}${renderActions(fixes, 'none')}</div></details></li>`;
}

function evidenceList(evidence: readonly string[]): Html {
  if (evidence.length === 0) return html`<p class="muted">Nothing seen speaks for it in particular.</p>`;
  return html`<ul class="evidence">${evidence.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

const filled: Readonly<Record<Likelihood, number>> = { high: 3, medium: 2, low: 1 };

function likelihoodBars(likelihood: Likelihood): Html {
  const bars = [0, 1, 2].map((bar) => {
    const state = bar < filled[likelihood] ? 'on' : 'off';
    return html`<rect class="${state}" x="${bar * 5}" y="${8 - bar * 3}" width="3" height="${4 + bar * 3}"/>`;
  });
  return html`<svg class="bars" viewBox="0 0 13 12" aria-hidden="true" focusable="false">${bars}</svg>`;
}
