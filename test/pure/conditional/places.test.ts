import { deepEqual, equal } from 'node:assert/strict';
import { folderOf, foldersOf, nearest, originOf } from '../../../src/core/conditional/memory/places.ts';
import type { ResourceKey } from '../../../src/core/http/resource.ts';

const HOST = 'http://example.test:8080';
const key = (path: string) => `${HOST}${path}` as ResourceKey;

describe('the place of a resource', () => {
  for (const [path, folder] of [
    ['/', '/'],
    ['/a', '/'],
    ['/a/', '/a/'],
    ['/a/b', '/a/'],
    ['/a/b?c=/d/e', '/a/'],
    ['/?c=/d', '/'],
  ] as const) {
    it(`${path} is in ${folder}`, () => {
      equal(originOf(key(path)), HOST);
      equal(folderOf(key(path)), `${HOST}${folder}`);
    });
  }

  it('without a path is its origin', () => equal(originOf(HOST as ResourceKey), HOST));
});

describe('the collections above a resource', () => {
  for (const [path, folders] of [
    ['/', ['']],
    ['/a', ['', '/']],
    ['/a/', ['', '/', '/a']],
    ['/a/b', ['', '/', '/a', '/a/']],
    ['/a/b?c=/d', ['', '/', '/a', '/a/']],
    ['/a/b/c', ['', '/', '/a', '/a/', '/a/b', '/a/b/']],
  ] as const) {
    it(`of ${path} come from outside in, with and without a slash`, () =>
      deepEqual(foldersOf(key(path)), folders.map(key)));
  }

  it('are not looked for without an end', () => equal(foldersOf(key('/a'.repeat(1000))).length, 128));
});

describe('what was seen nearest to a resource', () => {
  const seen = (...paths: readonly string[]) => paths.map((path) => ({ resource: key(path) }));
  const cases: readonly (readonly [
    what: string,
    at: string,
    all: readonly string[],
    items: readonly string[],
    scope: string,
  ])[] = [
    ['is what was seen there', '/a/x', ['/a/y', '/a/x', '/b/x', '/a/x'], ['/a/x', '/a/x'], 'here'],
    ['else what was seen in its folder', '/a/x', ['/a/y', '/b/x', '/a/b/x', '/a/z?q'], ['/a/y', '/a/z?q'], 'here'],
    ['else in its branch', '/a/b/x', ['/a/y', '/b/x', '/a/c/d'], ['/a/y', '/a/c/d'], 'around'],
    ['where a first segment alone is one too', '/a/b/x', ['/a', '/b/x'], ['/a', '/b/x'], 'around'],
    ['else anywhere', '/a/b/x', ['/b/x', '/c'], ['/b/x', '/c'], 'around'],
    ['and nothing where nothing was seen', '/a', [], [], 'around'],
  ];
  for (const [what, at, all, items, scope] of cases) {
    it(what, () => deepEqual(nearest(seen(...all), key(at)), { items: seen(...items), scope }));
  }
});
