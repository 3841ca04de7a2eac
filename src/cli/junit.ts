import { describeTransportError } from '../core/http/describeTransportError.ts';
import { failuresOf, labelOf, type Sent, type StatusPolicy } from './sent.ts';

/** JUnit XML: a suite for the file, a case for each request; a network failure is an error, the rest are failures. */
export function junit(file: string, all: readonly Sent[], policy: StatusPolicy): string {
  const problems = all.map((sent) => problemOf(sent, policy));
  const count = (tag: Problem['tag']): number => problems.filter((problem) => problem?.tag === tag).length;
  const time = seconds(all.reduce((sum, sent) => sum + durationOf(sent), 0));
  const counts = `tests="${all.length}" failures="${count('failure')}" errors="${count('error')}" time="${time}"`;
  const cases = all.map((sent, index) => testCase(file, sent, problems[index]));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="precondition" ${counts}>`,
    `  <testsuite name="${attributeText(file)}" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** What JUnit calls an error could not be tried; a failure was tried and was not as expected. */
interface Problem {
  readonly tag: 'failure' | 'error';
  readonly messages: readonly string[];
}

function problemOf(sent: Sent, policy: StatusPolicy): Problem | undefined {
  const error = sent.kind === 'sent' ? sent.outcome.exchange.error : undefined;
  if (error !== undefined) return { tag: 'error', messages: [describeTransportError(error)] };
  const messages = failuresOf(sent, policy);
  if (messages.length === 0) return undefined;
  return { tag: sent.kind === 'refused' ? 'error' : 'failure', messages };
}

function testCase(file: string, sent: Sent, problem: Problem | undefined): string {
  const open = `    <testcase classname="${attributeText(file)}" name="${attributeText(labelOf(sent.placed))}" time="${seconds(durationOf(sent))}"`;
  if (problem === undefined) return `${open}/>`;
  const { tag, messages } = problem;
  const inside = `      <${tag} message="${attributeText(messages[0] ?? '')}">${attributeText(messages.join('\n'))}</${tag}>`;
  return [`${open}>`, inside, '    </testcase>'].join('\n');
}

const durationOf = (sent: Sent): number => (sent.kind === 'sent' ? sent.outcome.exchange.timings.total : 0);

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** For an attribute's value or for text. What XML 1.0 cannot hold at all, lone surrogates among it, becomes U+FFFD. */
function attributeText(text: string): string {
  return text
    .replace(/[\0-\x08\x0b-\x1f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
    .replace(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);
}
