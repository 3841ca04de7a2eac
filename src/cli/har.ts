import type { RecordedExchange } from '../core/interchange/har/writeHar.ts';
import { writeHar } from '../core/interchange/har/writeHar.ts';
import { harContent } from '../exchange/answers/harContent.ts';
import type { SentOutcome } from '../exchange/sending/sendRequest.ts';
import type { Content } from './json/exchangeJson.ts';
import { labelOf, type Sent } from './sent.ts';
import { VERSION } from './version.ts';

/** What was sent as HAR 1.2, credentials hidden. What was refused never went out and is no entry. */
export function har(all: readonly Sent[], content: Content) {
  const recorded = all.flatMap((each) => {
    const { dependencies } = each.kind === 'sent' ? each.outcome : each;
    const first = dependencies.map((outcome) => recordedAs(outcome, outcome.name ?? ''));
    return each.kind === 'sent' && each.when === 'now'
      ? [...first, recordedAs(each.outcome, labelOf(each.placed))]
      : first;
  });
  return writeHar(recorded, {
    version: VERSION,
    secrets: 'hidden',
    content: content === 'left-out' ? 'left-out' : harContent,
  });
}

function recordedAs({ exchange, prediction, explanation }: SentOutcome, label: string): RecordedExchange {
  return { exchange, label, prediction, explanation };
}
