/**
 * Parts of undici that our way of using it never reaches, or that are better had otherwise. A third of the bundle, and
 * half of the time that the first send takes to load it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { inRoot } from './paths.mjs';

const undici = /[\\/]node_modules[\\/]undici[\\/]/;

/** Its HTTP/2, since Node's own is used, and the bodies of `fetch`, which would load `node:http2`. */
const unreached = /undici[\\/]lib[\\/](?:dispatcher[\\/]client-h2|web[\\/]fetch[\\/]body)\.js$/;

/**
 * The parser is kept as a file beside the bundle, in half the bytes of its base64, and once: in the instructions that
 * every processor has. Its twin with SIMD is no quicker on the heads of messages.
 */
const parser = /undici[\\/]lib[\\/]llhttp[\\/]llhttp-wasm\.js$/;
const parserTwin = /undici[\\/]lib[\\/]llhttp[\\/]llhttp_simd-wasm\.js$/;
const parserFile = 'llhttp.wasm';
const readParser = `module.exports = require('node:fs').readFileSync(require('node:path').join(__dirname, '${parserFile}'));`;

/**
 * Of `node:http` it wants the size of a head where none was set, and the class of a server's requests; we set one and
 * serve none. The module takes longer to load than all of undici.
 */
const http = 'module.exports = { maxHeaderSize: 16384, IncomingMessage: class {} };';

const never = 'throw new Error("this part of undici is not in the bundle");';
const js = (contents) => ({ contents, loader: 'js' });

export const unusedParts = {
  name: 'unused-parts',
  setup(build) {
    build.onLoad({ filter: unreached }, () => js(`module.exports = () => { ${never} };`));
    build.onLoad({ filter: parserTwin }, () => js(never));
    build.onLoad({ filter: parser }, async () => {
      await packParser();
      return js(readParser);
    });
    build.onResolve({ filter: /^node:http$/ }, ({ path, importer }) =>
      undici.test(importer) ? { path, namespace: 'unused-part' } : undefined,
    );
    build.onLoad({ filter: /^node:http$/, namespace: 'unused-part' }, () => js(http));
  },
};

async function packParser() {
  await mkdir(inRoot('dist'), { recursive: true });
  await writeFile(inRoot('dist', parserFile), createRequire(import.meta.url)('undici/lib/llhttp/llhttp-wasm.js'));
}
