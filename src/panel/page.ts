import type { ExplanationSource } from './explanationSource.ts';
import { type ExplanationView, explanationView, repairedView, type ViewExtras } from './explanationView.ts';
import { type PageResources, renderExplanation } from './render.ts';
import { reportText } from './report.ts';

/** An outcome as a page: what a host shows, and what it copies. */
export interface Page {
  readonly view: ExplanationView;
  /** The whole document, for a webview. */
  html(resources: PageResources): string;
  /** The same in Markdown. */
  report(): string;
}

/** The page of an outcome. With `earlier`, the page that a repair started from and now leads back to. */
export function pageOf(source: ExplanationSource, extras: ViewExtras = {}, earlier?: Page): Page {
  const view = earlier === undefined ? explanationView(source, extras) : repairedView(source, earlier.view, extras);
  return {
    view,
    html: (resources) => renderExplanation(view, resources),
    report: () => reportText(view),
  };
}
