import { type Stage, type Story, tagOf } from './story.ts';

const read = async (stage: Stage, ...lines: readonly string[]) => {
  await stage.theyWrote('It was the best of times. '.repeat(20), 3600);
  return stage.get(...lines);
};

/** What applications do to conditions, brought about at one that compares them itself, and at the frameworks'. */
export const applicationStories: readonly Story[] = [
  {
    name: 'the current tag in a list, where one tag alone is understood',
    cause: 'list-unsupported',
    at: ['exact'],
    play: async (stage) => stage.put(`If-Match: "older", ${tagOf(await read(stage))}`),
  },
  {
    name: 'the current tag on the second of two lines',
    cause: 'list-unsupported',
    at: ['exact'],
    play: async (stage) => stage.put('If-Match: "older"', `If-Match: ${tagOf(await read(stage))}`),
  },
  {
    name: '* where one tag alone is understood',
    cause: 'star-unsupported',
    at: ['exact'],
    play: async (stage) => {
      await read(stage);
      return stage.put('If-Match: *');
    },
  },
  {
    name: 'changed by another client, where one tag alone is understood',
    cause: 'changed-by-other',
    at: ['exact'],
    play: async (stage) => {
      const before = await read(stage);
      await stage.theyWrite('theirs');
      return stage.put(`If-Match: ${tagOf(before)}`);
    },
  },
  {
    name: 'the tag of a server whose tags are all weak',
    cause: 'weak-server',
    at: ['weak'],
    play: async (stage) => stage.put(`If-Match: ${tagOf(await read(stage))}`),
  },
  {
    name: 'the same without its W/',
    cause: 'weak-server',
    at: ['weak'],
    play: async (stage) => stage.put(`If-Match: ${tagOf(await read(stage)).slice(2)}`),
  },
  {
    name: 'a tag where there are none',
    cause: 'server-no-etag',
    at: ['untagged'],
    play: async (stage) => {
      await read(stage);
      return stage.put('If-Match: "v1"');
    },
  },
  {
    name: 'the tag of the text in another language',
    cause: 'negotiated-other',
    at: ['languages'],
    probes: 1,
    play: async (stage) =>
      stage.put(`If-Match: ${tagOf(await read(stage, 'Accept-Language: de'))}`, 'Accept-Language: fr'),
  },
  {
    name: 'the tag that anybody is shown, sent by somebody',
    cause: 'auth-dependent',
    at: ['people'],
    probes: 1,
    play: async (stage) => stage.put(`If-Match: ${tagOf(await read(stage))}`, 'Authorization: Bearer the-writer'),
  },
  {
    name: 'a stale tag, and the write was carried out',
    cause: 'precondition-ignored',
    at: ['fastify', 'koa', 'express', 'nginx'],
    status: 'done',
    play: async (stage) => {
      const before = await read(stage);
      await stage.theyWrote('theirs', 5);
      await stage.get();
      return stage.put(`If-Match: ${tagOf(before)}`);
    },
  },
  {
    name: 'two If-Match lines, where that is refused',
    cause: 'list-unsupported',
    at: ['nginx', 'nginx-apache'],
    status: 400,
    play: async (stage) => stage.put('If-Match: "older"', `If-Match: ${tagOf(await read(stage))}`),
  },
];
