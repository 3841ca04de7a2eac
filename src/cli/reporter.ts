import { har } from './har.ts';
import { type Content, exchangeJson, refusedJson } from './json/exchangeJson.ts';
import { jsonLine } from './json/print.ts';
import { junit } from './junit.ts';
import type { Input } from './readInput.ts';
import { withoutSecretsIn } from './secrets.ts';
import type { Sent, StatusPolicy } from './sent.ts';
import { sentText } from './text/sentText.ts';

/** Tells what was sent: each as it happens where the format allows, the rest at the end. */
export interface Reporter {
  each(sent: Sent): string;
  end(all: readonly Sent[]): string;
}

export interface ReportSettings {
  readonly input: Input;
  readonly content: Content;
  readonly policy: StatusPolicy;
  readonly colour: 'yes' | 'no';
}

/** The reporter of a format. What it is given may hold credentials, what it tells holds none. */
export function createReporter(format: 'text' | 'json' | 'har' | 'junit', settings: ReportSettings): Reporter {
  const { each, end } = reporterOf(format, settings);
  return { each: (sent) => each(withoutSecretsIn(sent)), end: (all) => end(all.map(withoutSecretsIn)) };
}

function reporterOf(format: 'text' | 'json' | 'har' | 'junit', settings: ReportSettings): Reporter {
  const { input, content, policy, colour } = settings;
  const nothing = (): string => '';
  switch (format) {
    case 'text':
      return { each: (sent) => sentText(sent, { content, policy, colour }), end: nothing };
    case 'json':
      return {
        each: (sent) =>
          jsonLine(sent.kind === 'sent' ? exchangeJson(sent, content) : refusedJson(sent, input.positions)),
        end: nothing,
      };
    case 'har':
      return { each: nothing, end: (all) => jsonLine(har(all, content)) };
    case 'junit':
      return { each: nothing, end: (all) => junit(input.file, all, policy) };
  }
}
