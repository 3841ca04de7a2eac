import type { HeaderList } from '../../../../src/core/http/headerList.ts';
import { did, got } from '../world.ts';
import { type Example, example, request } from './example.ts';

const token = 'opaquelocktoken:f81de2ad';
const locked = (seconds: number) =>
  did('LOCK', '/1', 200, [['Lock-Token', `<${token}>`]], {
    ago: 60,
    body: `<D:timeout>Second-${seconds}</D:timeout>`,
  });
const unlocked = did('UNLOCK', '/1', 204, [], { ago: 8, sent: [['Lock-Token', `<${token}>`]] });
const held = { story: [locked(3600)] };
const above = (sent: HeaderList) => ({
  story: [did('LOCK', '/', 200, [['Lock-Token', `<${token}>`]], { ago: 60, sent })],
});
const freed = did('UNLOCK', '/', 204, [], { ago: 8, sent: [['Lock-Token', `<${token}>`]] });
const refused = did('PUT', '/1', 423, [], { ago: 30 });
const put = (value: string) => request('PUT', `If: ${value}`);

/** §2.3, WebDAV's `If`. */
export const davExamples: readonly Example[] = [
  example('dav-if-syntax', put(`«<${token}>»`), put(`(<${token}>)`)),
  example('dav-if-syntax', put('«("a")»'), put('(["a"])')),
  example('dav-if-syntax', put('«([a])»'), put('(["a"])')),
  example('dav-if-syntax', put(`«(Not ${token})»`), put(`(Not <${token}>)`)),
  example('dav-if-syntax', put('«(["a"]) <http://x.test/2> (["b"])»'), put('<http://x.test/2> (["b"])')),
  example('dav-if-syntax', request('PUT', '«If»:'), request('PUT', 'If: {{nope}}')),
  example(
    'dav-if-and-im',
    request('PUT', 'If: «(["a"])»', 'If-Match: "a"'),
    request('PUT', `If: (<${token}>)`, 'If-Match: "a"'),
  ),
  example('dav-lock-token-missing', request('«PUT»', 'If-Match: "a"'), put(`(<${token}>)`), held),
  example('dav-lock-token-missing', request('«PUT»'), request('PUT'), above([]), above([['Depth', '0']])),
  example(
    'dav-lock-token-missing',
    request('«PUT»'),
    request('PUT'),
    { story: [...above([]).story, refused] },
    { story: [...above([]).story, refused, freed] },
  ),
  example('dav-lock-token-missing', request('«DELETE»'), request('GET'), { story: [did('PUT', '/1', 423, [])] }),
  example('dav-lock-token-missing', request('«PUT»'), request('PUT'), held, { story: [locked(3600), unlocked] }),
  example('dav-lock-token-missing', request('«PUT»'), request('PUT'), held, { story: [locked(30)] }),
  example(
    'dav-lock-token-released',
    put(`«(<${token}>)»`),
    put(`(<${token}>)`),
    { story: [locked(3600), unlocked] },
    held,
  ),
  example('dav-lock-token-released', put(`«(<${token}>)»`), put(`(Not <${token}>)`), { story: [locked(30)] }),
  example(
    'immutable-revalidation',
    request('GET', '«If-None-Match: "a"»'),
    request('GET', 'If-None-Match: "a"'),
    { story: [fresh('max-age=60, immutable')] },
    { story: [fresh('max-age=60')] },
  ),
];

function fresh(control: string) {
  return got('/1', [
    ['ETag', '"a"'],
    ['Cache-Control', control],
  ]);
}
