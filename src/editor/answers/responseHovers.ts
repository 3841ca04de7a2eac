import { Hover, type HoverProvider, MarkdownString } from 'vscode';
import { recall } from '../../core/conditional/memory/memory.ts';
import { responseHover } from '../../core/service/hover/responseHover.ts';
import { timingFigures } from '../../exchange/answers/view/timing.ts';
import { hoverMarkdown } from '../language/hovers.ts';
import type { Session } from '../session.ts';
import type { Responses } from './responses.ts';

/** On the status line the time, on a header field what it is for and what is known of a validator. */
export function responseHovers(session: Session, responses: Pick<Responses, 'kept'>): HoverProvider {
  return {
    provideHover: (document, { line }) => {
      const response = responses.kept(document.uri);
      if (response === undefined || document.offsetAt(document.lineAt(line).range.start) >= response.bodyStart) return;
      const { text, range } = document.lineAt(line);
      const { outcome } = response;
      if (line === 0) return new Hover(new MarkdownString(timingFigures(outcome.exchange.timings)), range);
      const [, name, value] = /^([^\s:#]+):[ \t]*(.*)$/.exec(text) ?? [];
      if (name === undefined || value === undefined) return;
      const known = recall(session.memory.read(), outcome.wanted);
      const markdown = responseHover([name, value], known, session.moment());
      return markdown === undefined ? undefined : new Hover(hoverMarkdown(markdown), range);
    },
  };
}
