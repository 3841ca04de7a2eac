import { createHash } from 'node:crypto';
import { type FastifyRequest, fastify } from 'fastify';
import type { Running } from '../../support/serverProgram.ts';
import { mapStorage, type Subject, type Version } from '../subject.ts';
import { packageVersion } from './listening.ts';

/** How an application guards its texts, each after something that applications do. */
type Manner = 'exact' | 'weak' | 'untagged' | 'languages' | 'people';

interface Named {
  readonly Params: { readonly name: string };
}

export interface GuardedLab extends Running {
  readonly subjects: readonly Subject[];
}

const names: Readonly<Record<Manner, string>> = {
  exact: 'Fastify, one exact tag alone',
  weak: 'Fastify, weak tags',
  untagged: 'Fastify, without tags',
  languages: 'Fastify, by Accept-Language',
  people: 'Fastify, by who asks',
};

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);

/** The tag of a text as this request sees it. */
function tagOf(manner: Manner, { headers }: FastifyRequest<Named>, { content }: Version): string | undefined {
  switch (manner) {
    case 'exact':
      return `"${digest(content)}"`;
    case 'weak':
      return `W/"${digest(content)}"`;
    case 'untagged':
      return undefined;
    case 'languages':
      return `"${digest(content, headers['accept-language'] ?? 'en')}"`;
    case 'people':
      return `"${digest(content, headers.authorization ?? '')}"`;
  }
}

/** Whether the application takes the condition to hold: the one manner compares texts, the others as RFC 9110 says. */
function holds(manner: Manner, condition: string, tag: string | undefined): boolean {
  if (manner === 'exact') return condition === tag;
  if (condition === '*') return true;
  return tag?.startsWith('"') === true && condition.split(', ').includes(tag);
}

/** An application that compares If-Match itself, in one place for each manner: `/exact/`, `/weak/` and so on. */
export async function startGuardedLab(): Promise<GuardedLab> {
  const app = fastify();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
  const kept = (Object.keys(names) as Manner[]).map((manner) => ({ manner, versions: new Map<string, Version>() }));
  for (const { manner, versions } of kept) {
    app.get<Named>(`/${manner}/:name`, (request, reply) => {
      const held = versions.get(request.params.name);
      if (held === undefined) return reply.status(404).send('nothing here');
      const tag = tagOf(manner, request, held);
      if (tag !== undefined) reply.header('ETag', tag);
      if (manner === 'languages') reply.header('Vary', 'Accept-Language');
      return reply.type('text/plain').send(held.content);
    });
    app.put<Named>(`/${manner}/:name`, (request, reply) => {
      const held = versions.get(request.params.name);
      const condition = request.headers['if-match'];
      const tag = held && tagOf(manner, request, held);
      if (condition !== undefined && (held === undefined || !holds(manner, condition, tag))) {
        return reply.status(412).send();
      }
      versions.set(request.params.name, { content: String(request.body), modified: Date.now() });
      return reply.status(204).send();
    });
  }
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const subjects = kept.map(
    ({ manner, versions }): Subject => ({
      id: manner,
      name: names[manner],
      version: packageVersion('fastify'),
      coding: 'identity',
      dav: 'no',
      ...mapStorage(versions, `${url}/${manner}`),
    }),
  );
  return {
    subjects,
    stop: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}
