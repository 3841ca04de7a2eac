import type { CauseView, ExplanationView } from './explanationView.ts';
import { cell, code, prose } from './markdown.ts';
import { heldTitle, type StepRow } from './stepRows.ts';
import type { TimelineEntry } from './timelineEntries.ts';

/**
 * The explanation as Markdown, for an issue or a message. It holds what the page shows and nothing else: no
 * content, no credentials, no header fields but the preconditions and validators.
 */
export function reportText(view: ExplanationView): string {
  const { request, status, headline, timeline, steps, unsent, deviation, causes } = view;
  const parts = [
    `# ${prose(headline)}`,
    `${code(`${request.method} ${request.path}`)} on ${code(request.host)} was answered with **${prose(status)}** at ${request.at.iso} (${request.took}).`,
    list('What happened', timeline.map(eventLine)),
    deviation &&
      `## Expected and observed\n\nExpected ${prose(deviation.expected)}, observed ${prose(deviation.observed)}. ${prose(deviation.why)}`,
    steps.length === 0 ? undefined : stepTable(steps, unsent),
    list('Why', causes.map(causeLines)),
    list('What is not known', view.unknowns.map(prose)),
    view.lookUp && prose(view.lookUp),
  ];
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}

function list(title: string, items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : `## ${title}\n\n${items.map((item) => `- ${item}`).join('\n')}`;
}

function eventLine({ lane, from, to, sentence }: TimelineEntry): string {
  const when = lane === 'others' && from.iso !== to.iso ? `${from.iso} – ${to.iso}` : from.iso;
  return `${when}: ${prose(sentence)}`;
}

function stepTable(steps: readonly StepRow[], unsent: readonly string[]): string {
  const head = `| Step | Field | Sent | ${heldTitle(steps)} | Result |\n| --- | --- | --- | --- | --- |`;
  const rest = unsent.length === 0 ? '' : `\n\nNot sent: ${unsent.join(', ')}.`;
  return `## How the server decided (RFC 9110 §13.2.2)\n\n${head}\n${steps.map(stepLine).join('\n')}${rest}`;
}

const answers = { true: 'holds', false: 'does not hold', ignored: 'ignored', unknown: 'not known' } as const;

function stepLine({ number, field, sent, held, result, because, stops }: StepRow): string {
  const effect = stops === undefined ? '' : `, ${stops}`;
  return `| ${number} | ${field} | ${cell(sent)} | ${cell(held)} | **${answers[result]}**${effect}. ${prose(because)} |`;
}

function causeLines({ id, title, likelihood, effort, evidence }: CauseView): string {
  const seen = evidence.map((sentence) => `\n  - ${prose(sentence)}`).join('');
  return `**${prose(title)}** (${code(id)}, likelihood ${likelihood}, effort ${effort})${seen}`;
}
