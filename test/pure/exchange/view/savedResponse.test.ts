import assert from 'node:assert/strict';
import { savedHead, suggestedName } from '../../../../src/exchange/answers/view/savedResponse.ts';
import { response } from '../answers.ts';

const named = (url: string, type = '', disposition = '') =>
  suggestedName(url, {
    headers: [
      ['Content-Type', type],
      ['Content-Disposition', disposition],
    ],
  });

describe('a saved response', () => {
  it('begins as a recorded response of a .http file does', () =>
    assert.equal(
      savedHead(response({ status: 412, reason: 'Precondition Failed', headers: [['ETag', '"a"']] })),
      'HTTP/1.1 412 Precondition Failed\nETag: "a"\n\n',
    ));

  for (const [what, name, expected] of [
    ['the last segment and the type', named('http://a.test/b/report', 'application/json; a=b'), 'report.json'],
    ['a segment with an ending of its own', named('http://a.test/b/logo.png', 'text/html'), 'logo.png'],
    ['a type by its suffix', named('http://a.test/b', 'application/problem+json'), 'b.json'],
    ['what the server names it', named('http://a.test/b', '', 'attachment; filename="a \\"b\\".txt"'), 'a b.txt'],
    [
      'an encoded name',
      named('http://a.test/', '', "attachment; filename=x; filename*=UTF-8''%c3%a9t%c3%a9.txt"),
      'été.txt',
    ],
    [
      'no path, whatever the server says',
      named('http://a.test/', '', 'attachment; filename="../../.bashrc"'),
      'bashrc',
    ],
    ['no path in the URL', named('http://a.test/%2e%2e%2f%2fetc%2fpasswd'), 'passwd.bin'],
    ['nothing at all', named('http://a.test/'), 'response.bin'],
  ]) {
    it(`gets its file's name from ${what}`, () => assert.equal(name, expected));
  }
});
