import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isKnownMethod } from '../../../src/core/syntax/block/knownMethod.ts';
import { faultsOf, requestsOf } from './reading.ts';

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const read = (name: string) => readFileSync(new URL(`../../../../syntaxes/${name}`, import.meta.url), 'utf8');
const snippets: Readonly<Record<string, Snippet>> = JSON.parse(read('snippets.json'));

/** The text that VS Code inserts when every placeholder keeps its default. */
function inserted(body: string): string {
  const defaults = new Map<string, string>();
  const upTo = (at: number, nested: boolean): [string, number] => {
    let text = '';
    let index = at;
    while (index < body.length && !(nested && body.charAt(index) === '}')) {
      const [, braced, choices, bare] = /^(?:\$\{(\d):|\$\{\d\|([^|]*)\|\}|\$(\d))/.exec(body.slice(index)) ?? [];
      if (braced !== undefined) {
        const [inner, end] = upTo(index + 4, true);
        defaults.set(braced, inner);
        text += inner;
        index = end + 1;
      } else if (choices !== undefined) {
        text += choices.split(',')[0];
        index += `\${1|${choices}|}`.length;
      } else if (bare !== undefined) {
        text += defaults.get(bare) ?? '';
        index += 2;
      } else {
        if (body.charAt(index) === '\\') index += 1;
        text += body.charAt(index);
        index += 1;
      }
    }
    return [text, index];
  };
  return upTo(0, false)[0];
}

describe('a snippet', () => {
  for (const [name, { body, prefix, description }] of Object.entries(snippets)) {
    it(`has no faults as it is inserted: ${name}`, () => {
      const text = inserted(body.join('\n'));
      deepEqual(faultsOf(text), [], text);
      ok(prefix.length > 0 && description !== '');
      ok(!text.includes('$0') && !text.includes('\\'), text);
    });
  }
  it('guards what it says it guards', () => {
    const text = inserted(snippets['Read, then save']?.body.join('\n') ?? '');
    const [get, put] = requestsOf(text);
    deepEqual([get?.method?.text, put?.method?.text, put?.target.text], ['GET', 'PUT', get?.target.text]);
    equal(put?.headers[0]?.value.text, '{{read.response.headers.ETag}}');
    equal(requestsOf(inserted(snippets['Create only']?.body.join('\n') ?? ''))[0]?.headers[0]?.value.text, '*');
  });
});

describe('the grammar', () => {
  it('knows the methods that the parser knows', () => {
    const methods = /\(\?i:(GET\|[A-Z|-]+)\)/.exec(read('http.tmLanguage.json'))?.[1]?.split('|') ?? [];
    ok(methods.length > 30);
    for (const method of methods) ok(isKnownMethod(method), method);
  });
  it('has no rule that is never used', () => {
    for (const name of ['http.tmLanguage.json', 'httpResponse.tmLanguage.json']) {
      const text = read(name);
      const rules = Object.keys(JSON.parse(text).repository);
      deepEqual(
        rules.filter((rule) => !text.includes(`"#${rule}"`)),
        [],
      );
      const used = [...text.matchAll(/"include": "#([^"]+)"/g)].map((match) => match[1] ?? '');
      deepEqual(
        used.filter((rule) => !rules.includes(rule)),
        [],
      );
    }
  });
});
