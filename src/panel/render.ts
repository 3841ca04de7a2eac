import type { DeviationView, ExplanationView } from './explanationView.ts';
import { type Html, html, markupOf } from './html.ts';
import { type IconName, icon } from './icon.ts';
import { renderActions } from './renderActions.ts';
import { renderCauses } from './renderCauses.ts';
import { renderSteps } from './renderSteps.ts';
import { renderTimeline } from './renderTimeline.ts';

/** Where the page's own files are, and the nonce that admits its script. */
export interface PageResources {
  readonly cspSource: string;
  readonly nonce: string;
  readonly styleUri: string;
  readonly scriptUri: string;
}

/** The whole page. Nothing runs or loads but the one script and the one style sheet named here. */
export function renderExplanation(view: ExplanationView, resources: PageResources): string {
  const { cspSource, nonce, styleUri, scriptUri } = resources;
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return markupOf(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${styleUri}">
<title>${view.status} – ${view.request.method} ${view.request.path}</title>
</head>
<body>
<main class="${view.kind}">
${head(view)}
${sections(view)}
</main>
<script nonce="${nonce}" src="${scriptUri}"></script>
</body>
</html>`);
}

const icons: Readonly<Record<ExplanationView['kind'], IconName>> = {
  refused: 'failed',
  'condition-required': 'failed',
  'not-modified': 'passed',
  'went-through': 'warning',
  unexpected: 'warning',
  failed: 'failed',
  repaired: 'passed',
};

function head(view: ExplanationView): Html {
  const { kind, status, headline, request, notice, caution, actions } = view;
  return html`<header>
<p class="facts"><span class="status">${icon(icons[kind])}${status}</span><span class="request"><span class="method">${request.method}</span> <span class="path">${request.path}</span></span><span class="when"><time datetime="${request.at.iso}">${request.at.text}</time> · ${request.took}</span></p>
<h1>${headline}</h1>
${notice && html`<p class="notice">${icon('info')}<span>${notice}</span></p>`}
<div class="bar">${renderActions(actions, 'first')}<p id="note" role="status"></p><button type="button" class="quiet" id="cancel" data-message="${JSON.stringify({ type: 'cancel' })}" hidden>Cancel</button></div>
${caution && html`<p class="caution">${icon('warning')}<span>${caution}</span></p>`}
</header>`;
}

function sections({
  kind,
  timeline,
  steps,
  unsent,
  causes,
  deviation,
  unknowns,
  lookUp,
  earlier,
}: ExplanationView): Html {
  const told = unknowns.length > 0 || lookUp !== undefined;
  return html`${section('happened', 'What happened', renderTimeline(timeline))}
${deviation && section('deviation', 'Expected and observed', deviationList(deviation))}
${kind === 'repaired' || kind === 'failed' ? '' : section('decision', 'How the server decided', renderSteps(steps, unsent))}
${causes.length === 0 ? '' : section('why', 'Why', renderCauses(causes))}
${told ? section('unknown', unknowns.length > 0 ? 'What is not known' : 'What was looked up', unknownList(unknowns, lookUp)) : ''}
${earlier && section('before', 'Before the repair', earlierPage(earlier))}`;
}

function section(id: string, title: string, content: Html): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;
}

function deviationList({ expected, observed, why }: DeviationView): Html {
  return html`<dl class="pairs"><dt>Expected</dt><dd>${expected}</dd><dt>Observed</dt><dd>${observed}</dd></dl><p>${why}</p>`;
}

function unknownList(unknowns: readonly string[], lookUp: string | undefined): Html {
  const list = unknowns.length === 0 ? '' : html`<ul>${unknowns.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
  return html`${list}${lookUp && html`<p class="aside">${lookUp}</p>`}`;
}

/** The way back: the page as it was before the repair, folded. */
function earlierPage({ status, headline, timeline, steps, unsent }: ExplanationView): Html {
  return html`<details class="earlier"><summary>${status}: ${headline}</summary>
${renderTimeline(timeline)}${renderSteps(steps, unsent)}</details>`;
}
