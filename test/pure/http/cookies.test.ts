import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { withCookieField } from '../../../src/core/http/cookies.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';

describe('the Cookie field with those of a jar', () => {
  const rows: readonly (readonly [name: string, written: HeaderList, jar: string, wanted: HeaderList])[] = [
    [
      'is added where the file has none',
      [['Accept', '*/*']],
      'a=1',
      [
        ['Accept', '*/*'],
        ['Cookie', 'a=1'],
      ],
    ],
    ['keeps those of the file before the others', [['cookie', 'b=2']], 'a=1', [['cookie', 'b=2; a=1']]],
    ['lets the file win over the jar', [['Cookie', 'a=mine']], 'a=1; c=3', [['Cookie', 'a=mine; c=3']]],
    [
      'is one field in the end',
      [
        ['Cookie', 'a=1'],
        ['Cookie', 'b=2'],
      ],
      'c=3',
      [['Cookie', 'a=1; b=2; c=3']],
    ],
    [
      'knows a name among blanks and several pairs',
      [['Cookie', ' x=0;a = mine ']],
      'a=1; c=3',
      [['Cookie', 'x=0;a = mine; c=3']],
    ],
    [
      'leaves the other fields where they are',
      [
        ['Accept', '*/*'],
        ['COOKIE', 'a=1'],
        ['Host', 'h'],
        ['Cookie', 'b=2'],
        ['If-Match', '"v1"'],
      ],
      'c=3',
      [
        ['Accept', '*/*'],
        ['COOKIE', 'a=1; b=2; c=3'],
        ['Host', 'h'],
        ['If-Match', '"v1"'],
      ],
    ],
    ['adds none that the file has all of', [['Cookie', 'a=1']], 'a=2', [['Cookie', 'a=1']]],
    ['takes an empty one for none', [['Cookie', '']], 'a=1', [['Cookie', 'a=1']]],
  ];
  for (const [name, written, jar, wanted] of rows)
    it(name, () => assert.deepEqual(withCookieField(written, jar), wanted));
});
