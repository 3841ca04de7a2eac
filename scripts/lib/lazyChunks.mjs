import { dirname, resolve } from 'node:path';
import { lazyEntries } from './bundles.mjs';
import { inRoot } from './paths.mjs';

/**
 * esbuild cannot split CommonJS, and the editor's host loads CommonJS. This plugin does the one
 * kind of splitting we need: `await import('…/send.ts')` of a listed entry becomes a `require` of
 * the finished chunk beside the bundle. A static import of the same file is left alone and gets
 * bundled, so laziness is decided where the import is written.
 *
 * Each chunk holds its own copy of what it shares with the others: compare by `code` or `kind`
 * across a chunk's border, never by `instanceof`.
 */
export const lazyChunks = {
  name: 'lazy-chunks',
  setup(build) {
    const outputs = new Map(lazyEntries.map(({ source, output }) => [inRoot(...source.split('/')), `./${output}`]));
    build.onResolve({ filter: /^\./ }, ({ path, kind, importer }) => {
      if (kind !== 'dynamic-import') return undefined;
      const chunk = outputs.get(resolve(dirname(importer), path));
      return chunk ? { path: chunk, external: true } : undefined;
    });
  },
};
