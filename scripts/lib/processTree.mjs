/** Long-running programs that must not outlive us, with all they started themselves. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from './problem.mjs';

const living = new Set();
let watching = false;
/** Time for an orderly end before it is ended. */
const grace = 5_000;

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

async function endGroup(pid) {
  const deadline = Date.now() + grace;
  signalGroup(pid, 'SIGTERM');
  while (signalGroup(pid, 0) && Date.now() < deadline) await wait(50);
  signalGroup(pid, 'SIGKILL');
}

/**
 * Starts a program as the leader of a process group, so that one signal reaches its children and
 * theirs. Its output goes to a file: servers are talkative, and a pipe nobody reads stops them.
 */
export function startProgram(name, program, args, { logFile, cwd, env }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  let ended;
  child.on('error', (error) => {
    ended = error.message;
  });
  child.on('exit', (code, signal) => {
    ended = signal ? `stopped by ${signal}` : `ended with code ${code}`;
  });
  const output = () => readFileSync(logFile, 'utf8');
  const self = {
    output,
    get ended() {
      return ended;
    },
    /** Waits until the output holds the pattern; gives the match. */
    async says(pattern, timeout = 30_000) {
      const deadline = Date.now() + timeout;
      while (Date.now() < deadline) {
        const match = pattern.exec(output());
        if (match) return match;
        if (ended) break;
        await wait(50);
      }
      throw new Problem(`${name} did not start: ${ended ?? `nothing within ${timeout / 1000} s`}.`, {
        detail: output().slice(-4_000),
      });
    },
    async stop() {
      living.delete(self);
      if (child.pid !== undefined) await endGroup(child.pid);
    },
    kill: () => child.pid !== undefined && signalGroup(child.pid, 'SIGKILL'),
  };
  if (!watching) endWithUs();
  watching = true;
  living.add(self);
  return self;
}

export const stopAll = () => Promise.all([...living].map((each) => each.stop()));

/**
 * Ctrl+C, a closed terminal, an exception: what still lives goes with us. At `exit` nothing can be
 * waited for, hence the hard signal there. npm passes a Ctrl+C on that the terminal has already
 * sent to us: a second signal must not cut short the first one's work.
 */
function endWithUs() {
  let leaving = false;
  const leave = async (code) => {
    if (leaving) return;
    leaving = true;
    await stopAll();
    process.exit(code);
  };
  process.on('exit', () => {
    for (const each of living) each.kill();
  });
  process.on('SIGINT', () => void leave(130));
  process.on('SIGTERM', () => void leave(143));
  process.on('SIGHUP', () => void leave(129));
}
