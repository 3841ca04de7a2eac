import type { Exchange } from '../../http/exchange.ts';
import type { Recollection } from '../memory/memory.ts';
import { type Answer, answerOf } from './answer.ts';
import { aboutNotModified } from './notModified.ts';
import { aboutRefusal } from './refusal.ts';
import type { ResponseFinding } from './responseFinding.ts';
import { aboutTags } from './tags.ts';
import { aboutWrites } from './writes.ts';

const checks: readonly ((answer: Answer) => readonly ResponseFinding[])[] = [
  aboutTags,
  aboutNotModified,
  aboutWrites,
  aboutRefusal,
];

/**
 * What is wrong with the response of an exchange by RFC 9110 and 9111, judged by itself and by what was known of
 * the resource before it came (`before`). Nothing when there was no response. Linear in the length of its fields.
 */
export function responseFindings(exchange: Exchange, before: Recollection): readonly ResponseFinding[] {
  const answer = answerOf(exchange, before);
  return answer === undefined ? [] : checks.flatMap((check) => check(answer));
}
