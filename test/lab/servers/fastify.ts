import fastifyEtag from '@fastify/etag';
import { fastify } from 'fastify';
import type { Running } from '../../support/serverProgram.ts';
import { mapStorage, type Subject, type Version } from '../subject.ts';
import { packageVersion } from './listening.ts';

interface Named {
  readonly Params: { readonly name: string };
}

export interface FastifyLab extends Running {
  readonly url: string;
  readonly handler: Subject;
  /** Behind `/guarded/`, where the application itself compares If-Match with its own version tag. */
  readonly versions: Map<string, Version>;
}

/** A plain Fastify application with @fastify/etag that keeps texts at `/texts/`, and guards those at `/guarded/`. */
export async function startFastifyLab(): Promise<FastifyLab> {
  const versions = new Map<string, Version>();
  const app = fastify();
  await app.register(fastifyEtag);
  app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
  app.get<Named>('/texts/:name', (request, reply) => {
    const held = versions.get(request.params.name);
    if (held === undefined) return reply.status(404).send('nothing here');
    reply.header('Last-Modified', new Date(held.modified).toUTCString());
    return reply.type('text/plain').send(held.content);
  });
  app.put<Named>('/texts/:name', (request, reply) => {
    const { name } = request.params;
    const status = versions.has(name) ? 200 : 201;
    versions.set(name, now(String(request.body)));
    return reply.status(status).send({ saved: name });
  });
  app.delete<Named>('/texts/:name', (request, reply) => {
    const there = versions.delete(request.params.name);
    return reply.status(there ? 204 : 404).send();
  });
  const tagOf = ({ content }: Version) => `"v-${Buffer.from(content).toString('hex')}"`;
  app.get<Named>('/guarded/:name', (request, reply) => {
    const held = versions.get(request.params.name);
    if (held === undefined) return reply.status(404).send('nothing here');
    return reply.header('ETag', tagOf(held)).type('text/plain').send(held.content);
  });
  app.put<Named>('/guarded/:name', (request, reply) => {
    const held = versions.get(request.params.name);
    const condition = request.headers['if-match'];
    if (condition !== undefined && (held === undefined || condition !== tagOf(held))) return reply.status(412).send();
    versions.set(request.params.name, now(String(request.body)));
    return reply.send({ saved: request.params.name });
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const version = `${packageVersion('fastify')}, @fastify/etag ${packageVersion('@fastify/etag')}`;
  return {
    url,
    versions,
    stop: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
    handler: {
      id: 'fastify',
      name: 'Fastify + @fastify/etag',
      version,
      coding: 'identity',
      dav: 'no',
      ...mapStorage(versions, `${url}/texts`),
    },
  };
}

const now = (content: string): Version => ({ content, modified: Math.floor(Date.now() / 1000) * 1000 });
