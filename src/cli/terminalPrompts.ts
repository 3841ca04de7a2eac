import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Question } from '../core/syntax/values/question.ts';
import type { Confirmation, DependedOn, Prompts } from '../exchange/ports.ts';
import { promptsOnce } from '../exchange/sending/promptsOnce.ts';

/** Whether what asks for the user's consent may go out: as the user says then, or always. */
export type Consent = 'ask' | 'given';

/** Asks on the terminal, on stderr; where there is none, nothing is asked, and consent is there only when given. */
export function terminalPrompts(consent: Consent): Prompts {
  const agreed: Prompts = { agree: async () => 'yes', confirm: async () => 'yes' };
  if (!process.stdin.isTTY || !process.stderr.isTTY) return consent === 'given' ? agreed : {};
  return promptsOnce({ ask, agree, confirm, ...(consent === 'given' && agreed) }, new Map());
}

async function ask(question: Question): Promise<string | undefined> {
  const { kind, text, suggested, choices } = question;
  const list = choices.map((choice, at) => `  ${at + 1} ${choice}\n`).join('');
  const answer = await line(`${list}${text}${suggested === undefined ? '' : ` (${suggested})`}: `, kind);
  if (answer === undefined) return undefined;
  if (kind === 'choice') return choices.includes(answer) ? answer : choices[Number(answer) - 1];
  return answer === '' ? (suggested ?? '') : answer;
}

async function agree({ name, method, url, neededBy }: DependedOn): Promise<'yes' | 'no'> {
  const told = `${neededBy} needs the answer to ${name}, which changes something:\n  ${method} ${url}\n`;
  return isYes(await line(`${told}Send it first? (y/N) `, 'text'));
}

async function confirm({ name, method, url, note }: Confirmation): Promise<'yes' | 'no'> {
  const told = `${note === '' ? name : note}\n  ${method} ${url}\n`;
  return isYes(await line(`${told}Send it? (y/N) `, 'text'));
}

const isYes = (answer: string | undefined) => (/^y(?:es)?$/i.test(answer ?? '') ? 'yes' : 'no');

/** One line from the terminal; undefined after Ctrl+C or Ctrl+D. What is typed as a secret is not echoed. */
async function line(prompt: string, kind: Question['kind']): Promise<string | undefined> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const secret = kind === 'secret';
  const terminal = createInterface({ input: process.stdin, output: secret ? silent : process.stderr, terminal: true });
  if (secret) process.stderr.write(prompt);
  const dismissal = new AbortController();
  for (const event of ['SIGINT', 'close']) terminal.once(event, () => dismissal.abort());
  try {
    return (await terminal.question(secret ? '' : prompt, { signal: dismissal.signal })).trim();
  } catch (error) {
    if (dismissal.signal.aborted) return undefined;
    throw error;
  } finally {
    terminal.close();
    if (secret) process.stderr.write('\n');
  }
}
