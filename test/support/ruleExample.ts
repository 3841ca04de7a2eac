import { recall } from '../../src/core/conditional/memory/memory.ts';
import { resourceKey } from '../../src/core/http/resource.ts';
import { responseProblems } from '../../src/core/service/responseProblems.ts';
import type { RuleCode } from '../../src/core/service/rules/catalogue.ts';
import { allExamples } from '../pure/service/examples/allExamples.ts';
import { responseExamples } from '../pure/service/examples/responses.ts';
import { exchangeOf, host, memoryOf, problemsOf, type Seen, unmarked, type World } from '../pure/service/world.ts';

/** The example of a rule as its page shows it: the message, and both texts as Markdown. */
export interface ShownExample {
  readonly message: string;
  readonly fires: string;
  readonly silent: string;
  readonly titles: readonly string[];
}

/** The first example of the rule. It throws when there is none, or it does not fire: a page without one is no page. */
export function ruleExample(id: RuleCode): ShownExample {
  const request = allExamples.find(({ code }) => code === id);
  if (request === undefined) return responseExample(id);
  const { fires, silent, world, otherwise } = request;
  const problem = problemsOf(fires, world).find(({ code }) => code === id);
  if (problem === undefined) throw new Error(`The example of ${id} does not fire.`);
  return {
    message: problem.message,
    fires: shownRequest(fires, world),
    silent: shownRequest(silent, otherwise),
    titles: problem.fixes.map(({ title }) => title),
  };
}

function responseExample(id: RuleCode): ShownExample {
  const example = responseExamples.find(({ code }) => code === id);
  if (example === undefined) throw new Error(`${id} has no example.`);
  const last = example.fires.at(-1);
  const resource = resourceKey(`${host}${last?.path}`);
  if (last === undefined || resource === undefined) throw new Error(`The example of ${id} tells nothing.`);
  const memory = memoryOf(example.fires.slice(0, -1));
  const before = recall(memory, { resource, headers: last.sent, environment: '', identity: '' });
  const found = responseProblems(exchangeOf(last), before, {}).find(({ code }) => code === id);
  if (found === undefined) throw new Error(`The example of ${id} does not fire.`);
  return { message: found.message, fires: shownStory(example.fires), silent: shownStory(example.silent), titles: [] };
}

const fenced = (text: string) => `\`\`\`http\n${text.trim()}\n\`\`\``;

function shownRequest(marked: string, { story = [], answers = {}, environment = {} }: World): string {
  const told = [
    ...Object.entries(environment).map(([name, value]) => `The environment has \`${name}\` = \`${value}\`.`),
    ...Object.keys(answers).map((name) => `The request \`${name}\` was answered before.`),
  ].join(' ');
  const before = story.length === 0 ? '' : `After these answers:\n\n${shownStory(story)}\n\n`;
  return `${before}${told === '' ? '' : `${told}\n\n`}${fenced(unmarked(marked).text)}`;
}

/** Exchanges, each with what was sent that matters and what came. */
function shownStory(story: readonly Seen[]): string {
  return fenced(story.map(shownExchange).join('\n\n'));
}

function shownExchange({ method, path, status, sent, headers, content, body }: Seen): string {
  const fields = (list: Seen['headers']) => list.map((field) => field.join(': '));
  const lines = [`# ${method} ${path}${sent.length > 0 ? `, ${fields(sent).join(', ')}` : ''}`];
  if (content !== undefined) lines.push(`# sends ${content}`);
  lines.push(`HTTP/1.1 ${status}`, ...fields(headers));
  if (body !== undefined && body !== '') lines.push('', body);
  return lines.join('\n');
}
