import { text } from 'node:stream/consumers';
import Koa from 'koa';
import conditional from 'koa-conditional-get';
import etag from 'koa-etag';
import type { Running } from '../../support/serverProgram.ts';
import { mapStorage, type Subject, type Version } from '../subject.ts';
import { listening, packageVersion } from './listening.ts';

export interface KoaLab extends Running {
  readonly handler: Subject;
}

/** A plain Koa application behind koa-conditional-get and koa-etag that keeps texts at `/texts/`. */
export async function startKoaLab(): Promise<KoaLab> {
  const versions = new Map<string, Version>();
  const app = new Koa().use(conditional()).use(etag());
  app.use(async (context: Koa.Context) => {
    const name = context.path.slice('/texts/'.length);
    const held = versions.get(name);
    if (context.method === 'PUT') {
      versions.set(name, { content: await text(context.req), modified: Math.floor(Date.now() / 1000) * 1000 });
      context.status = held === undefined ? 201 : 200;
      context.body = { saved: name };
    } else if (context.method === 'DELETE') {
      context.status = versions.delete(name) ? 204 : 404;
    } else if (/^(?:GET|HEAD)$/.test(context.method) && held !== undefined) {
      context.lastModified = new Date(held.modified);
      context.type = 'text/plain';
      context.body = held.content;
    }
  });
  const { url, stop } = await listening(app.callback());
  const version = ['koa', 'koa-conditional-get', 'koa-etag'].map((name, index) => {
    const number = packageVersion(name);
    return index === 0 ? number : `${name} ${number}`;
  });
  return {
    stop,
    handler: {
      id: 'koa',
      name: 'Koa + conditional-get + etag',
      version: version.join(', '),
      coding: 'identity',
      dav: 'no',
      ...mapStorage(versions, `${url}/texts`),
    },
  };
}
