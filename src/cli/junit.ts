import { describeTransportError } from '../core/http/describeTransportError.ts';
import { failuresOf, labelOf, type Sent, type StatusPolicy } from './sent.ts';

/** JUnit XML: a suite for the file, a case for each request; a network failure is an error, the rest are failures. */
export function junit(file: string, all: readonly Sent[], policy: StatusPolicy): string {
  const cases = all.map((sent) => testCase(file, sent, policy));
  const count = (tag: string): number => cases.filter((each) => each.includes(`<${tag} `)).length;
  const time = seconds(all.reduce((sum, sent) => sum + durationOf(sent), 0));
  const counts = `tests="${all.length}" failures="${count('failure')}" errors="${count('error')}" time="${time}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="precondition" ${counts}>`,
    `  <testsuite name="${escape(file)}" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(file: string, sent: Sent, policy: StatusPolicy): string {
  const open = `    <testcase classname="${escape(file)}" name="${escape(labelOf(sent.placed))}" time="${seconds(durationOf(sent))}"`;
  const inside = [...errorOf(sent), ...failuresOf(sent, policy).map((message) => detail('failure', message))];
  return inside.length === 0 ? `${open}/>` : [`${open}>`, ...inside, '    </testcase>'].join('\n');
}

function errorOf(sent: Sent): readonly string[] {
  const error = sent.kind === 'sent' ? sent.outcome.exchange.error : undefined;
  return error === undefined ? [] : [detail('error', describeTransportError(error))];
}

const detail = (tag: 'failure' | 'error', message: string): string => `      <${tag} message="${escape(message)}"/>`;

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

/** For an attribute's value. What XML 1.0 cannot hold at all, lone surrogates among it, becomes U+FFFD. */
function escape(text: string): string {
  return text
    .replace(/[\0-\x08\x0b-\x1f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
    .replace(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);
}
