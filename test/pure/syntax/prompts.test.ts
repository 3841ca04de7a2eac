import { deepEqual, equal } from 'node:assert/strict';
import { promptExpression, type Question } from '../../../src/core/syntax/values/question.ts';
import { lookUp, resolved, valueIn } from './reading.ts';

const question = (given: Partial<Question>): Question => ({
  key: '',
  kind: 'text',
  text: 'Value',
  suggested: undefined,
  choices: [],
  holds: 'for-this-send',
  ...given,
});

describe('a question in a file', () => {
  const cases: readonly (readonly [string, Partial<Question>])[] = [
    ['$prompt', {}],
    ['$prompt Which one?', { text: 'Which one?' }],
    ['$input "your name"', { text: 'your name' }],
    ['$input name $value: Ada', { text: 'name', suggested: 'Ada' }],
    ['$input-askonce name $value: Ada', { text: 'name', suggested: 'Ada', holds: 'for-the-session' }],
    ['$password the secret', { kind: 'secret', text: 'the secret' }],
    ['$pick which? $value: a, b,,a', { kind: 'choice', text: 'which?', choices: ['a', 'b'] }],
    ['$pick-askonce which? $value: a', { kind: 'choice', text: 'which?', choices: ['a'], holds: 'for-the-session' }],
  ];
  for (const [expression, expected] of cases)
    it(`{{${expression}}}`, () => deepEqual(promptExpression(expression), question({ key: expression, ...expected })));
  it('is none by another word', () => {
    for (const expression of ['$promptly', '$inputs x', '$pick-once a', 'prompt x'])
      equal(promptExpression(expression), undefined);
  });
  it('has no value until it is answered', () => {
    equal(valueIn('', '$input a'), '!not-asked');
    equal(valueIn('', '$input  a', { prompted: ({ key }) => `<${key}>` }), '<$input a>');
  });
});

describe('# @prompt', () => {
  const file = '@name = file\n# @prompt name Who are you?\n# @secret pin\nGET http://h/{{name}}\nX: {{pin}}{{%name}}';
  const prompted = ({ key, text }: Question) => ({ '@prompt name': `a ${text}`, '@secret pin': '1' })[key];
  it('gives its request a variable, before the file does', () => {
    const { url, headers, faults } = resolved(file, { prompted });
    equal(url, 'http://h/a%20Who%20are%20you?');
    deepEqual(headers[0]?.field, ['X', '1a%20Who%20are%20you%3F']);
    deepEqual(faults, []);
  });
  it('concerns no other request', () => {
    equal(resolved(`${file}\n###\nGET http://h/{{name}}`).url, 'http://h/file');
    equal(valueIn(file, 'name'), 'file');
  });
  it('gives way to an option', () => equal(resolved(file, { prompted, options: { name: 'o' } }).url, 'http://h/o'));
  it('is a question of its own kind', () => {
    const [name, pin] = resolved(file).faults.map((fault) => fault.question);
    deepEqual([name?.kind, name?.text, pin?.kind, pin?.text], ['text', 'Who are you?', 'secret', 'pin']);
    equal(resolved('# @prompt password\nGET http://h/{{password}}').faults[0]?.question?.kind, 'secret');
    equal(resolved('# @kulala-prompt a b\nGET http://h/{{a}}').faults[0]?.question?.text, 'b');
  });
  it('is told apart from a mistake', () => {
    deepEqual(
      resolved(file).faults.map(({ code }) => code),
      ['prompt-needed', 'prompt-needed', 'prompt-needed'],
    );
    const { kind } = lookUp('@a = {{$input x}}', 'a');
    equal(kind, 'unresolved');
    equal(resolved('@a = {{$input x}}\nGET http://h/{{a}}').faults[0]?.question?.key, '$input x');
  });
});
