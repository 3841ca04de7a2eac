/** Running other programs. Their output is kept back and shown only when they fail. */
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Problem } from './problem.mjs';

const kept = 20_000;

/** Resolves to the program's stdout; a non-zero exit is a Problem, with what has not been shown yet. */
export function run(program, args, { cwd, env, shell = false, onOutput, signal } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    signal?.addEventListener('abort', () => child.kill());
    let stdout = '';
    let tail = '';
    const keep = (chunk) => {
      tail = (tail + chunk).slice(-kept);
      onOutput?.(String(chunk));
    };
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      keep(chunk);
    });
    child.stderr.on('data', keep);
    child.on('error', (cause) => reject(new Problem(`Could not start ${program}: ${cause.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(stdout);
      const how = signal ? `was stopped by ${signal}` : `ended with code ${code}`;
      const line = [program, ...args].join(' ');
      reject(new Problem(`${line}\n${how}.`, onOutput ? {} : { detail: tail.trim() }));
    });
  });
}

/**
 * Runs the npm that runs us. `npm_execpath` names its script, which spares us the question of
 * how npm is called on this platform; without it (`node scripts/build.mjs`) the PATH decides.
 */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** The first of the names that is a program on PATH, with its full path. */
export function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  const candidates = names.flatMap((name) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))),
  );
  return candidates.find(isProgram);
}

export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** An editor inside an editor must not take the outer one's variables for its own. */
export function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_)/.test(name));
  return Object.fromEntries(kept);
}
