import { equal, match, ok } from 'node:assert/strict';
import { recall } from '../../../src/core/conditional/memory/memory.ts';
import { resourceKey } from '../../../src/core/http/resource.ts';
import { responseHover } from '../../../src/core/service/hover/responseHover.ts';
import { contextOf, got, host, now, type Seen } from './world.ts';

function hoverOn(name: string, value: string, story: readonly Seen[] = []): string | undefined {
  const resource = resourceKey(`${host}/1`);
  ok(resource !== undefined);
  const { memory } = contextOf({ story });
  return responseHover([name, value], recall(memory, { resource, headers: [], environment: '', identity: '' }), {
    now,
  });
}

describe('the hover on a header field of a response', () => {
  const story = [got('/1', [['ETag', '"v4"']], { ago: 8, name: 'read' })];

  for (const { what, value, says } of [
    { what: 'that a strong tag fits If-Match', value: '"v4"', says: /`"v4"`: strong\. It fits If-Match/ },
    { what: 'that a weak tag does not', value: 'W/"v4"', says: /weak\. .*If-Match compares strongly/ },
    { what: 'that a tag is none', value: 'v4', says: /no entity tag/ },
    {
      what: 'that it is the newest known',
      value: '"v4"',
      says: /The newest that is known, seen 8 s ago by GET \\#read\./,
    },
    { what: 'that it was replaced', value: '"v3"', says: /Replaced: the newest that is known is `"v4"`/ },
  ]) {
    it(`says of an ETag ${what}`, () => match(hoverOn('ETag', value, story) ?? '', says));
  }

  it('says when a Last-Modified was', () =>
    match(hoverOn('last-modified', 'Sat, 21 Nov 2026 09:41:08 GMT') ?? '', /:08 UTC, 12 s ago\./));

  it('says of a Last-Modified that it is no date', () => match(hoverOn('Last-Modified', 'soon') ?? '', /no HTTP-date/));
  it('says what any documented field is for', () => match(hoverOn('Vary', 'Accept') ?? '', /^\*\*Vary\*\* · \[RFC/));
  it('says nothing of what nobody has documented', () => equal(hoverOn('X-Nobody', 'a'), undefined));

  it('leaves no markup of the server’s in it', () =>
    ok(!(hoverOn('ETag', '[x](command:y)') ?? '').replace(/`[^`]*`/g, '').includes('command:')));
});
