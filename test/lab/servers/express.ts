import { rm } from 'node:fs/promises';
import express from 'express';
import { makeHome, openFolder, type Running } from '../../support/serverProgram.ts';
import { folderStorage, mapStorage, type Subject, type Version } from '../subject.ts';
import { listening, packageVersion } from './listening.ts';

export interface ExpressLab extends Running {
  readonly handler: Subject;
  readonly files: Subject;
}

/** A plain Express application that keeps texts at `/texts/`, and `express.static` at `/files/`. */
export async function startExpressLab(): Promise<ExpressLab> {
  const home = await makeHome('express');
  const folder = await openFolder(home, 'files');
  const versions = new Map<string, Version>();
  const app = express();
  // Elsewhere it prints a stack for every 412.
  app.set('env', 'test');
  app.use('/files', express.static(folder));
  app.use(express.text({ type: '*/*' }));
  app.get('/texts/:name', (request, response) => {
    const held = versions.get(request.params['name'] ?? '');
    if (held === undefined) return void response.status(404).send('nothing here');
    response.set('Last-Modified', new Date(held.modified).toUTCString());
    response.type('text/plain').send(held.content);
  });
  app.put('/texts/:name', (request, response) => {
    const name = request.params['name'] ?? '';
    const status = versions.has(name) ? 200 : 201;
    versions.set(name, { content: String(request.body), modified: Math.floor(Date.now() / 1000) * 1000 });
    response.status(status).json({ saved: name });
  });
  app.delete('/texts/:name', (request, response) => {
    const there = versions.delete(request.params['name'] ?? '');
    response.status(there ? 204 : 404).end();
  });
  const { url, stop } = await listening(app);
  const version = packageVersion('express');
  return {
    stop: async () => {
      await stop();
      await rm(home, { recursive: true, force: true });
    },
    handler: {
      id: 'express',
      name: 'Express, res.send',
      version,
      coding: 'identity',
      dav: 'no',
      ...mapStorage(versions, `${url}/texts`),
    },
    files: {
      id: 'express-static',
      name: 'Express, express.static',
      version,
      coding: 'identity',
      dav: 'no',
      ...folderStorage(folder, `${url}/files`),
    },
  };
}
