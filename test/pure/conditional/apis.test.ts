import assert from 'node:assert/strict';
import { jsonTree } from '../../../src/core/conditional/vendors/jsonTree.ts';
import type { Vendor, VendorGuard } from '../../../src/core/conditional/vendors/vendor.ts';
import { recognise, vendors } from '../../../src/core/conditional/vendors/vendors.ts';
import { type ApiAnswer, apiAnswers } from './apis.ts';
import { recordedIn } from './recorded.ts';

const METHODS = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'POST', 'MERGE'] as const;

function saidIn({ put }: VendorGuard): string {
  switch (put.kind) {
    case 'field':
      return `${put.name}: ${put.value}`;
    case 'query':
      return `?${put.parameters.map((pair) => pair.join('=')).join('&')}`;
    case 'json':
      return `${put.path.join('.')} = ${put.value}`;
  }
}

/** How each method is guarded by these versions, those together that are guarded alike. */
function guardLines(vendor: Vendor, url: URL, known: ReadonlyMap<string, string>): readonly string[] {
  const told = new Map<string, string[]>();
  for (const method of METHODS) {
    const ways = vendor
      .guards({ method, url }, known)
      .map((guard) => `${guard.title} (${saidIn(guard)}), in place of ${guard.replaces.join(', ')}`);
    const text = ways.length === 0 ? 'none' : ways.join(' | ');
    told.set(text, [...(told.get(text) ?? []), method]);
  }
  return [...told].map(([text, methods]) => `guard of ${methods.join(', ')}: ${text}`);
}

function answerTold({ name, url, method = 'GET', received = [], text = '' }: ApiAnswer): string {
  const found = recognise({ url, method, received, text });
  if (found === undefined) return `${name}\n  no API`;
  const { vendor, evidence } = found;
  const scene = {
    method,
    url: new URL(url),
    sent: [],
    received,
    text,
    json: /^[[{]/.test(text) ? jsonTree(text) : undefined,
  };
  const versions = vendor.versions(scene);
  const own = new Map(versions.filter((each) => each.url === undefined).map((each) => [each.name, each.value]));
  const home = vendor.home?.(scene.url).href;
  return [
    name,
    `${vendor.name}: ${evidence.join('; ')}`,
    ...versions.map((each) => `${each.name} ${each.value}${each.url === undefined ? '' : ` of ${each.url}`}`),
    ...(home === undefined || home === url ? [] : [`kept for ${home}`]),
    ...(own.size === 0 ? [] : guardLines(vendor, scene.url, own)),
  ].join('\n  ');
}

function vendorTold(vendor: Vendor): string {
  const known = new Map(vendor.carriers.map(({ name }, index) => [name, String(index + 1)]));
  const flag = (name: string, fields: readonly string[]) =>
    fields.length === 0 ? [] : [`${name} ${fields.join(', ')}`];
  return [
    `the API ${vendor.id}`,
    `${vendor.name}, ${vendor.docs}`,
    ...vendor.carriers.map(({ name, place, sentAs }) => `${name} stands in the ${place}, is sent in the ${sentAs}`),
    `weak in If-Match ${vendor.weakAllowedInIfMatch}, unquoted ${vendor.unquotedAllowedInIfMatch}, If-None-Match on writes ${vendor.ifNoneMatchOnWrites}`,
    ...flag('ignores on writes', vendor.ignoredOnWrites),
    ...flag('refuses on writes', vendor.refusedOnWrites),
    `another version is ${vendor.mismatch}, none at all ${vendor.unguarded ?? 'nothing of its own'}`,
    ...guardLines(vendor, new URL('http://api.test/repos/o/r/contents/_doc/a'), known),
  ].join('\n  ');
}

describe('what is told of', () => {
  const recorded = recordedIn('apis.txt', () => [...vendors.map(vendorTold), ...apiAnswers.map(answerTold)]);
  for (const vendor of vendors)
    it(`the API ${vendor.id}`, () => assert.equal(vendorTold(vendor), recorded.get(`the API ${vendor.id}`)));
  for (const answer of apiAnswers)
    it(`an answer: ${answer.name}`, () => assert.equal(answerTold(answer), recorded.get(answer.name)));

  it('an answer is recorded for each, and for none that is gone', () =>
    assert.deepEqual(
      [...recorded.keys()],
      [...vendors.map(({ id }) => `the API ${id}`), ...apiAnswers.map(({ name }) => name)],
    ));
});
