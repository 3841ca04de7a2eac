/**
 * Stands between us and a program that runs on: `node supervise.mjs program arguments…`. Its
 * stdin is a pipe that we hold open. However we end, by Ctrl+C, a crash or a hard kill, the pipe
 * closes, and the program goes with all that it started. Nothing else survives every way to die.
 */
import { spawn } from 'node:child_process';

/** Time for an orderly end before it is ended, and for the children of one that has ended. */
const grace = 5_000;
const childrensGrace = 300;

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

/** We lead the process group, so this reaches the program's children too, and us. */
function signalAll(signal) {
  if (process.platform === 'win32') child.kill();
  else process.kill(-process.pid, signal);
}

let leaving = false;
function leave() {
  if (leaving) return;
  leaving = true;
  setTimeout(() => signalAll('SIGKILL'), grace);
  signalAll('SIGTERM');
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, leave);
process.stdin.on('close', leave);
process.stdin.resume();

child.on('error', (error) => {
  console.error(`${program}: ${error.message}`);
  process.exit(127);
});
/** The last signal is a hard one and takes us along: only so nothing can stay behind. */
child.on('exit', (code, signal) => {
  if (!leaving) console.error(signal ? `stopped by ${signal}` : `ended with code ${code}`);
  leave();
  setTimeout(() => (process.platform === 'win32' ? process.exit() : signalAll('SIGKILL')), childrensGrace);
});
