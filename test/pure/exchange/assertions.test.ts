import assert from 'node:assert/strict';
import { checkAssertions } from '../../../src/exchange/answers/assertions.ts';
import { answered, unanswered } from './answers.ts';

const exchange = answered({
  status: 412,
  reason: 'Precondition Failed',
  headers: [
    ['ETag', '"v1"'],
    ['Content-Type', 'application/json'],
    ['Age', '12'],
    ['Vary', 'Accept'],
    ['Vary', 'Origin'],
    ['Set-Cookie', 'sid=s3cret'],
  ],
  body: '{"title":"Stale"}',
});

const check = (text: string, of = exchange) =>
  checkAssertions([{ kind: 'assertion', text: `?? ${text}`, start: 0, end: 0 }], of)[0];

const holds = (text: string) => it(`holds: ${text}`, () => assert.equal(check(text)?.message, undefined));
const fails = (text: string, because: RegExp) =>
  it(`does not hold: ${text}`, () => {
    const result = check(text);
    assert.equal(result?.passed, false);
    assert.match(result?.message ?? '', because);
  });

describe('a secret', () => {
  for (const text of ['header set-cookie == x', 'header Set-Cookie > 5']) {
    it(`is never told: ${text}`, () => {
      const { passed, message } = check(text) ?? {};
      assert.equal(passed, false);
      assert.doesNotMatch(message ?? 's3cret', /s3cret/);
    });
  }
});

describe('checkAssertions', () => {
  holds('status == 412');
  holds('status != 200');
  holds('status >= 400');
  holds('status < 500');
  holds('header etag exists');
  holds('header ETag == "v1"');
  holds('header vary == Accept, Origin');
  holds('header age > 5');
  holds('header x-none != a');
  holds('header content-type startsWith application/');
  holds('header content-type endsWith json');
  holds('body contains Stale');
  holds('body includes "title"');
  holds('body matches "title":\\s*"S\\w+"');
  holds('duration <= 38');

  fails('status == 200', /Expected the status == 200; it is 412\./);
  fails('header etag == v1', /it is "v1"/);
  fails('header x-none exists', /There is no x-none\./);
  fails('header etag > 3', /compares numbers/);
  fails('body matches (?=x)', /no pattern/);
  fails('status is 412', /“is” is no comparison/);
  fails('weather == fine', /cannot be read/);

  it('says that there was no response', () => {
    assert.equal(check('status == 200', unanswered())?.message, 'There was no response.');
  });

  it('reports the text without its marks', () => assert.equal(check('status == 412')?.text, 'status == 412'));

  it('leaves other lines of the epilogue alone', () => {
    assert.deepEqual(checkAssertions([{ kind: 'script', text: '> {% %}', start: 0, end: 0 }], exchange), []);
  });

  it('puts values in the place of variables', () => {
    const expand = (text: string) => text.replace('{{tag}}', '"v1"');
    const epilogue = [{ kind: 'assertion', text: '?? header etag == {{tag}}', start: 0, end: 0 }] as const;
    assert.equal(checkAssertions(epilogue, exchange, expand)[0]?.passed, true);
  });
});
