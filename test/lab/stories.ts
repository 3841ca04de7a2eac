import { applicationStories } from './applicationStories.ts';
import { dateOf, fieldOf, type Stage, type Story, tagOf } from './story.ts';

const enforcing = ['apache', 'nginx-apache', 'lighttpd'];

const matching = (tag: string): string => `If-Match: ${tag}`;

/** A user who writes a tag down in some wrong way, of a file that nobody has changed. */
const misspelt = (name: string, spell: (tag: string) => string): Story => ({
  name: `the current tag, ${name}`,
  cause: 'garbled-tag',
  at: enforcing,
  play: async (stage) => {
    const read = await readOld(stage);
    return stage.put(matching(spell(tagOf(read))));
  },
});

async function readOld(stage: Stage, ...lines: readonly string[]) {
  await stage.theyWrote('It was the best of times. '.repeat(20), 3600);
  return stage.get(...lines);
}

/** What can go wrong, brought about at real servers. */
export const stories: readonly Story[] = [
  ...applicationStories,
  {
    name: 'touched since it was read, with the same content',
    cause: 'background-change',
    at: enforcing,
    probes: 1,
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.theyWrote('It was the best of times. '.repeat(20), 5);
      return stage.put(matching(tagOf(read)));
    },
  },
  {
    name: 'changed by another writer since it was read',
    cause: 'changed-by-other',
    at: enforcing,
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.theyWrote('theirs', 5);
      return stage.put(matching(tagOf(read)));
    },
  },
  {
    name: 'changed by another client a moment ago',
    cause: 'changed-by-other',
    at: enforcing,
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.theyWrite('theirs');
      return stage.put(matching(tagOf(read)));
    },
  },
  {
    name: 'changed by another writer, and the condition is on a read',
    cause: 'changed-by-other',
    at: ['apache', 'nginx', 'nginx-apache'],
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.theyWrote('theirs', 5);
      return stage.get(matching(tagOf(read)));
    },
  },
  {
    name: 'changed by our own write, and the old tag sent again',
    cause: 'own-write',
    at: enforcing,
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.put(matching(tagOf(read)));
      return stage.put(matching(tagOf(read)));
    },
  },
  {
    name: 'changed by another writer, and to be deleted',
    cause: 'changed-by-other',
    at: enforcing,
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.theyWrote('theirs', 5);
      return stage.delete(matching(tagOf(read)));
    },
  },
  {
    name: 'changed by another writer after our own write, which was read again',
    cause: 'changed-by-other',
    at: enforcing,
    play: async (stage) => {
      await stage.put(matching(tagOf(await readOld(stage))));
      await stage.wait(2200);
      const read = await stage.get();
      await stage.theyWrite('theirs');
      return stage.put(matching(tagOf(read)));
    },
  },
  {
    name: 'changed by another writer right after our own write, whose answer gave the tag',
    cause: 'changed-by-other',
    at: ['lighttpd'],
    play: async (stage) => {
      const written = await stage.put(matching(tagOf(await readOld(stage))));
      await stage.theyWrite('theirs');
      return stage.put(matching(tagOf(written)));
    },
  },
  {
    name: 'changed by our own write, and the old tag sent to delete it',
    cause: 'own-write',
    at: enforcing,
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.put(matching(tagOf(read)));
      return stage.delete(matching(tagOf(read)));
    },
  },
  {
    name: 'changed by our own write, and the old date sent again',
    cause: 'own-write',
    at: ['lighttpd'],
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.put(`If-Unmodified-Since: ${dateOf(read)}`);
      return stage.put(`If-Unmodified-Since: ${dateOf(read)}`);
    },
  },
  {
    name: 'deleted by ourselves since it was read',
    cause: 'missing',
    at: enforcing,
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.delete();
      return stage.put(matching(tagOf(read)));
    },
  },
  {
    name: 'created by ourselves, and to be created again',
    cause: 'exists',
    at: enforcing,
    play: async (stage) => {
      await stage.put('If-None-Match: *');
      return stage.put('If-None-Match: *');
    },
  },
  {
    name: 'read from a cache after our own write through it',
    cause: 'cached-stale-tag',
    at: ['nginx-cache'],
    play: async (stage) => {
      await stage.put(matching(tagOf(await readOld(stage))));
      return stage.put(matching(tagOf(await stage.get())));
    },
  },
  {
    name: 'read from a cache after another writer’s change',
    cause: 'cached-stale-tag',
    at: ['nginx-cache'],
    play: async (stage) => {
      await readOld(stage);
      await stage.theyWrote('theirs', 5);
      return stage.put(matching(tagOf(await stage.get())));
    },
  },
  {
    name: 'read within a second of a write, written later',
    cause: 'fresh-write-weak',
    at: ['apache', 'nginx-apache'],
    play: async (stage) => {
      await stage.theyWrite('theirs');
      const read = await stage.get();
      await stage.wait(1500);
      return stage.put(matching(tagOf(read)));
    },
  },
  {
    name: 'W/ put before a strong tag',
    cause: 'weak-comparison',
    at: enforcing,
    play: async (stage) => stage.put(matching(`W/${tagOf(await readOld(stage))}`)),
  },
  {
    name: 'the tag of the compressed form, with a suffix',
    cause: 'coding-suffix',
    at: ['apache-deflate', 'lighttpd-deflate'],
    play: async (stage) => stage.put(matching(tagOf(await readOld(stage, 'Accept-Encoding: gzip')))),
  },
  {
    name: 'the tag of the compressed form, weakened by a proxy',
    cause: 'weakened-by-proxy',
    at: ['nginx-apache'],
    play: async (stage) => stage.put(matching(tagOf(await readOld(stage, 'Accept-Encoding: gzip')))),
  },
  {
    name: 'deleted by another writer since it was read',
    cause: 'missing',
    at: enforcing,
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.theyDelete();
      return stage.put(matching(tagOf(read)));
    },
  },
  {
    name: 'never there, and * sent',
    cause: 'missing',
    at: enforcing,
    play: (stage) => stage.put('If-Match: *'),
  },
  {
    name: 'there already, and to be created',
    cause: 'exists',
    at: enforcing,
    play: async (stage) => {
      await readOld(stage);
      return stage.put('If-None-Match: *');
    },
  },
  {
    name: 'created by another writer since it was looked for',
    cause: 'exists',
    at: enforcing,
    play: async (stage) => {
      await stage.get();
      await stage.theyWrite('theirs');
      return stage.put('If-None-Match: *');
    },
  },
  {
    name: 'at the very version that If-None-Match excludes',
    cause: 'exists',
    at: ['apache', 'lighttpd'],
    play: async (stage) => stage.put(`If-None-Match: ${tagOf(await readOld(stage))}`),
  },
  {
    name: 'deleted, looked for, and created anew by another writer',
    cause: 'deleted-and-recreated',
    at: enforcing,
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.theyDelete();
      await stage.get();
      await stage.theyWrote('theirs, anew', 5);
      return stage.put(matching(tagOf(read)));
    },
  },
  {
    name: 'modified since the date sent',
    cause: 'ius-real-change',
    at: enforcing,
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.theyWrote('theirs', 5);
      return stage.put(`If-Unmodified-Since: ${dateOf(read)}`);
    },
  },
  {
    name: 'modified since the date sent, and the condition is on a read',
    cause: 'ius-real-change',
    at: ['apache', 'nginx', 'nginx-apache', 'express-static'],
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.theyWrote('theirs', 5);
      return stage.get(`If-Unmodified-Since: ${dateOf(read)}`);
    },
  },
  {
    name: 'not modified since the date sent',
    cause: 'ius-same-or-newer-yet-412',
    at: ['apache', 'nginx-apache'],
    play: async (stage) => stage.put(`If-Unmodified-Since: ${dateOf(await readOld(stage))}`),
  },
  {
    name: 'a current tag beside an old date',
    cause: 'ius-with-im',
    at: ['apache', 'nginx-apache', 'lighttpd'],
    play: async (stage) =>
      stage.put(matching(tagOf(await readOld(stage))), 'If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT'),
  },
  {
    name: 'a current tag beside an old date, on a read',
    cause: 'ius-with-im',
    at: ['apache', 'nginx'],
    play: async (stage) =>
      stage.get(matching(tagOf(await readOld(stage))), 'If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT'),
  },
  {
    name: 'a date that is none',
    cause: 'garbled-tag',
    at: ['lighttpd'],
    play: async (stage) => {
      await readOld(stage);
      return stage.put('If-Unmodified-Since: yesterday');
    },
  },
  misspelt('without quotes', (tag) => tag.replaceAll('"', '')),
  misspelt('in single quotes', (tag) => tag.replaceAll('"', "'")),
  misspelt('with w/ in lower case', (tag) => `w/${tag}`),
  misspelt('with escaped quotes', (tag) => tag.replaceAll('"', '\\"')),
  misspelt('without its last quote', (tag) => tag.slice(0, -1)),
  misspelt('between others without commas', (tag) => `"a" ${tag} "b"`),
  misspelt('as "*"', () => '"*"'),
  {
    name: 'the current tag, in capitals',
    cause: 'mangled',
    at: ['apache', 'nginx-apache'],
    play: async (stage) => stage.put(matching(tagOf(await readOld(stage)).toUpperCase())),
  },
  {
    name: 'the tag of another resource',
    cause: 'wrong-url',
    at: enforcing,
    play: async (stage) => {
      await stage.subject.store('elsewhere.txt', 'another text', Date.now() - 7_200_000);
      await readOld(stage);
      const other = await stage.ask('GET', stage.subject.urlOf('elsewhere.txt'));
      return stage.put(matching(tagOf(other)));
    },
  },
  {
    name: 'redirected, and the condition is for the URL before',
    cause: 'redirect',
    at: ['apache', 'lighttpd'],
    // A guarded write does not go on to where its guard means nothing.
    status: 307,
    play: async (stage) => {
      const read = await readOld(stage);
      return stage.ask('PUT', stage.url.replace('/dav/', '/moved/'), [matching(tagOf(read))], 'mine');
    },
  },
  {
    name: 'a lock that was released',
    cause: 'dav-if-token',
    at: ['apache', 'lighttpd'],
    play: async (stage) => {
      await readOld(stage);
      const wish = '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>';
      const locked = await stage.ask('LOCK', stage.url, ['Content-Type: application/xml'], wish);
      const token = fieldOf(locked.exchange, 'Lock-Token');
      await stage.ask('UNLOCK', stage.url, [`Lock-Token: ${token}`]);
      return stage.put(`If: (${token})`);
    },
  },
  {
    name: 'no condition: COPY with Overwrite: F to a place that is taken',
    cause: 'no-condition',
    at: ['apache', 'lighttpd'],
    play: async (stage) => {
      await stage.subject.store('taken.txt', 'taken', Date.now() - 7_200_000);
      await readOld(stage);
      return stage.ask('COPY', stage.url, [`Destination: ${stage.subject.urlOf('taken.txt')}`, 'Overwrite: F']);
    },
  },
  {
    name: 'two nodes with tags of their own',
    cause: 'flapping',
    at: ['nodes'],
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.get();
      await stage.get();
      const [first, second] = [await stage.put(matching(tagOf(read))), await stage.put(matching(tagOf(read)))];
      return first.exchange.response?.status === 412 ? first : second;
    },
  },
  {
    name: 'applied already, and the answer was lost',
    cause: 'retry-after-lost-answer',
    at: ['apache, cut off', 'lighttpd, cut off'],
    play: async (stage) => {
      const read = await readOld(stage);
      await stage.put(matching(tagOf(read)), 'X-Cut: answer');
      return stage.put(matching(tagOf(read)));
    },
  },
  {
    name: 'the tag of a PUT answer’s own content',
    cause: 'put-answer-tag',
    at: ['fastify, guarded'],
    play: async (stage) => {
      await readOld(stage);
      const written = await stage.put();
      return stage.put(matching(tagOf(written)));
    },
  },
];
