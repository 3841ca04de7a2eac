import { Hover, type HoverProvider, MarkdownString } from 'vscode';
import { recall } from '../../core/conditional/memory/memory.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { withoutUrlSecrets } from '../../core/http/secret.ts';
import { responseHover } from '../../core/service/hover/responseHover.ts';
import { timingFigures } from '../../exchange/answers/view/timing.ts';
import { hoverMarkdown } from '../language/hovers.ts';
import type { Session } from '../session.ts';
import type { Responses } from './responses.ts';

/** On the status line what was asked and the time it took, on a header field what it is for and what is known of a validator. */
export function responseHovers(session: Session, responses: Pick<Responses, 'kept'>): HoverProvider {
  return {
    provideHover: (document, { line }) => {
      const response = responses.kept(document.uri);
      if (response === undefined || document.offsetAt(document.lineAt(line).range.start) >= response.bodyStart) return;
      const { text, range } = document.lineAt(line);
      const { outcome } = response;
      if (line === 0) return new Hover(statusHover(outcome.exchange), range);
      const [, name, value] = /^([^\s:#]+):[ \t]*(.*)$/.exec(text) ?? [];
      if (name === undefined || value === undefined) return;
      const known = recall(session.memory.read(), outcome.wanted);
      const markdown = responseHover([name, value], known, session.moment());
      return markdown === undefined ? undefined : new Hover(hoverMarkdown(markdown), range);
    },
  };
}

/** What was asked, and the time it took. */
function statusHover({ request, timings }: Exchange): MarkdownString {
  const asked = new MarkdownString().appendCodeblock(`${request.method} ${withoutUrlSecrets(request.url)}`, 'http');
  return asked.appendMarkdown(timingFigures(timings));
}
