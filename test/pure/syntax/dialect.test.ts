import { equal } from 'node:assert/strict';
import { definedValue } from '../../../src/core/syntax/dialect.ts';
import { valueIn } from './reading.ts';

const environment = { name: 'dev', values: { a: 'environment' } };

describe('the dialect', () => {
  const reads = (value: string, expected: string) =>
    it(`of JetBrains reads ${value} as ${expected}`, () => equal(definedValue(value, 'jetbrains'), expected));
  reads('x # y', 'x');
  reads('x#y', 'x#y');
  reads('"a #b" # c', '"a #b"');
  reads('W/"a#b"', 'W/"a#b"');
  reads('# all', '');
  reads('plain', 'plain');
  it('of ours reads to the end of the line', () => equal(definedValue('x # y', 'standard'), 'x # y'));
  it('of ours has the file win over the environment', () => equal(valueIn('@a = file', 'a', { environment }), 'file'));
  it('of JetBrains has the environment win over the file', () =>
    equal(valueIn('@a = file', 'a', { environment, dialect: 'jetbrains' }), 'environment'));
  it('of JetBrains has the file where the environment is silent', () =>
    equal(valueIn('@b = file # c', 'b', { environment, dialect: 'jetbrains' }), 'file'));
});
