import { inRoot, inScratch, root } from './paths.mjs';
import { startProgram } from './programs.mjs';

const start = (port) =>
  startProgram('The demo origin', process.execPath, [inRoot('dist', 'cli.cjs'), 'demo', '--port', `${port}`], {
    cwd: root,
    env: process.env,
    logFile: inScratch('logs', 'demo.log'),
  });

/** Its first line is its address. */
const address = /^(http:\/\/\S+?)\/?\s*$/m;

/** Starts the demo origin on the port the samples name, or on a free one when that is taken. */
export async function startDemoOrigin(port) {
  const demo = start(port);
  try {
    return (await demo.says(address))[1];
  } catch (error) {
    if (!/EADDRINUSE|in use|taken/i.test(demo.output())) throw error;
    const url = (await start(0).says(address))[1];
    console.log(`Port ${port} is taken; the demo origin answers at ${url}, and so say the copies of the samples.`);
    return url;
  }
}
