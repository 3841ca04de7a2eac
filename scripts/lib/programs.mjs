/** Programs that run on beside us and must not outlive us, with all they started themselves. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';

const living = new Set();
let watching = false;
const supervisor = inRoot('scripts', 'lib', 'supervise.mjs');

/**
 * Starts a program under the supervisor. Its output goes to a file: servers are talkative, and a
 * pipe that nobody reads would stop them.
 */
export function startProgram(name, program, args, { logFile, cwd, env }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, [supervisor, program, ...args], {
    cwd,
    env,
    detached: process.platform !== 'win32',
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  let ended = false;
  const exit = new Promise((resolve) => {
    child.once('exit', () => {
      ended = true;
      living.delete(self);
      resolve();
    });
  });
  const output = () => readFileSync(logFile, 'utf8');
  const self = {
    output,
    /** Resolves when it has ended; its output then says how. */
    exit,
    /** Waits until the output holds the pattern; gives the match. */
    async says(pattern, timeout = 30_000) {
      const deadline = Date.now() + timeout;
      while (Date.now() < deadline) {
        const match = pattern.exec(output());
        if (match) return match;
        if (ended) break;
        await wait(50);
      }
      const how = ended ? 'it ended' : `nothing was heard of it within ${timeout / 1000} s`;
      throw new Problem(`${name} did not start: ${how}.`, { detail: output().slice(-4_000) });
    },
    async stop() {
      child.stdin.end();
      await exit;
    },
  };
  if (!watching) endOrderly();
  watching = true;
  living.add(self);
  return self;
}

export const stopAll = () => Promise.all([...living].map((each) => each.stop()));

/**
 * Ctrl+C would end us and thereby them, but after us: whoever waits for our end shall find nothing
 * left. npm passes a Ctrl+C on that the terminal has already sent, hence the second one is ignored.
 */
function endOrderly() {
  let leaving = false;
  const leave = async (code) => {
    if (leaving) return;
    leaving = true;
    await stopAll();
    process.exit(code);
  };
  process.on('SIGINT', () => void leave(130));
  process.on('SIGTERM', () => void leave(143));
  process.on('SIGHUP', () => void leave(129));
}
