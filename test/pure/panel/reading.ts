import type { ExplanationSource } from '../../../src/panel/explanationSource.ts';
import { explanationView, type ViewExtras } from '../../../src/panel/explanationView.ts';
import { renderExplanation } from '../../../src/panel/render.ts';
import { zone } from './story.ts';

export const resources = {
  cspSource: 'https://editor.test',
  nonce: 'n0nce',
  styleUri: 'https://editor.test/explanation.css',
  scriptUri: 'https://editor.test/panelClient.js',
};

/** The page of a source, at a fixed time zone. */
export function pageOf(source: ExplanationSource, extras: ViewExtras = {}): string {
  return renderExplanation(explanationView(source, { zone, ...extras }), resources);
}

/** What the markup says, tags taken out and white space joined. */
export function textOf(html: string): string {
  const text = html.replace(/<(script|style|title)[^>]*>.*?<\/\1>/gs, ' ').replace(/<[^>]+>/g, ' ');
  return unescaped(text).replace(/\s+/g, ' ').trim();
}

export function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#96;', '`')
    .replaceAll('&amp;', '&');
}

/** The start tags of the page in order, names only. */
export function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<([a-z][a-z0-9]*)[\s>]/g)].map(([, name]) => name ?? '');
}

/** The headings, as `h2 Why`. */
export function headingsOf(html: string): readonly string[] {
  return [...html.matchAll(/<(h[1-6])[^>]*>(.*?)<\/\1>/gs)].map(([, tag, text]) => `${tag} ${textOf(text ?? '')}`);
}

/** The page's buttons: title, weight, message, whether it takes the focus. */
export function buttonsOf(html: string) {
  const pattern = /<button type="button" class="(\w+)" data-message="([^"]*)"( data-focus)?>(.*?)<\/button>/g;
  return [...html.matchAll(pattern)].map(([, weight, message, focus, title]) => ({
    title: unescaped(title ?? ''),
    weight,
    message: JSON.parse(unescaped(message ?? '')),
    focused: focus !== undefined,
  }));
}
