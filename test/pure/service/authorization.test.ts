import { deepEqual, match, ok } from 'node:assert/strict';
import { hover } from '../../../src/core/service/languageService.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { accepted, completionsAt, labelsAt } from './caret.ts';
import { request } from './examples/example.ts';
import { contextOf, problemsOf, unmarked, type World } from './world.ts';

const shop = {
  'Grant Type': 'Client Credentials',
  'Token URL': 'http://login.test/token',
  'Client Secret': 'tell-nobody',
};
const described: World = { context: { scope: { ...contextOf().scope, auth: { shop } } } };

function shownAt(marked: string, world: World = {}): string {
  const { text, start } = unmarked(marked);
  return hover(parse(text), start + 1, contextOf(world))?.markdown ?? '';
}

describe('completion of credentials', () => {
  it('offers each scheme, and says what becomes of it', () => {
    const found = completionsAt(request('GET', 'Authorization: ¦'));
    const schemes = new Set(found.map(({ label }) => label.split(' ')[0]));
    deepEqual([...schemes], ['Bearer', 'Basic', 'Digest', 'openid', 'oauth2', 'AWS']);
    for (const { label, documentation } of found) match(documentation, /\.$/, label);
  });

  it('names the clients that the environment describes', () => {
    ok(labelsAt(request('GET', 'Authorization: B¦'), described).includes('Bearer {{$auth.token("shop")}}'));
    deepEqual(
      labelsAt(request('GET', 'Authorization: Bearer {{$a¦'), described).filter((label) => label.startsWith('$auth')),
      ['$auth.token("shop")', '$auth.idToken("shop")'],
    );
  });

  it('closes the braces behind a token', () =>
    deepEqual(
      accepted(request('GET', 'Authorization: Bearer {{$¦'), '$auth.token("shop")', described),
      request('GET', 'Authorization: Bearer {{$auth.token("shop")}}'),
    ));
});

describe('the hover on credentials', () => {
  const rows: readonly (readonly [value: string, says: RegExp])[] = [
    ['Basic «ann» secret', /RFC 7617 §2.*Encoded is not encrypted/s],
    ['«Digest» ann secret', /RFC 7616 §3.*never goes out/s],
    ['«AWS» key secret', /Signature Version 4/],
    ['«openid» client_credentials shop', /prefix_tokenEndpoint/],
    ['Bearer «{{$github repo}}»', /GitHub account/],
    ['Bearer «{{$microsoft}}»', /Microsoft account/],
    ['Bearer «{{$auth.token("shop")}}»', /Security.Auth.*has no client shop/s],
  ];
  for (const [value, says] of rows) {
    it(`tells of ${value}`, () => match(shownAt(request('GET', `Authorization: ${value}`)), says));
  }

  it('tells which client a token is of, and none of its secrets', () => {
    const shown = shownAt(request('GET', 'Authorization: Bearer «{{$auth.token("shop")}}»'), described);
    match(shown, /Token URL.*login/);
    ok(!shown.includes('tell-nobody'));
  });

  it('repeats no credentials', () =>
    ok(!shownAt(request('GET', 'Authorization: Basic «ann» secret')).includes('secret\n')));
});

describe('what is said of credentials', () => {
  it('names no part of them', () => {
    for (const value of ['Bearer geh eim', 'Basic geheim', 'Digest geheim', 'AWS geheim', 'NTLM geheim geheim']) {
      for (const { message, fixes } of problemsOf(request('GET', `Authorization: ${value}`))) {
        ok(!/geh/.test(message + fixes.map(({ title }) => title).join(' ')), message);
      }
    }
  });

  for (const value of [
    'Basic {{a}} {{b}}',
    'Bearer {{$auth.token("x")}}',
    'openid shop',
    'ApiKey a:b',
    'key',
    'Bearer a~b+/c==',
  ]) {
    it(`nothing of ${value}`, () =>
      deepEqual(
        problemsOf(request('GET', `Authorization: ${value}`)).filter(({ code }) => code === 'authorization-malformed'),
        [],
      ));
  }
});
