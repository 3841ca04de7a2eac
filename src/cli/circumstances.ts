import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Exchange } from '../core/http/exchange.ts';
import type { ServiceContext } from '../core/service/serviceContext.ts';
import type { ScopeInputs } from '../core/syntax/values/scope.ts';
import type { Answers, Files } from '../exchange/ports.ts';
import { readEnvironments } from '../exchange/surroundings/environments.ts';
import { readImports } from '../exchange/surroundings/readImports.ts';
import { knownValidators } from '../exchange/validators/knownValidators.ts';
import type { Places } from '../transport/placeFile.ts';
import { readVariables } from './arguments.ts';
import { folderFiles } from './folderFiles.ts';
import { fileMemory, type MemoryHolder, runMemory } from './memoryFile.ts';
import type { Output } from './output.ts';
import type { Input } from './readInput.ts';
import { UsageError } from './usageError.ts';
import { workspaceSettings } from './workspaceSettings.ts';

/** The options common to all commands, as they were given. */
export interface CommonValues {
  readonly env?: string | undefined;
  readonly var?: string[] | undefined;
  readonly memory?: string | undefined;
}

/** Everything besides the file that its meaning depends on. */
export interface Circumstances {
  readonly environment: string;
  /** Where the files it names are looked for. */
  readonly folder: string;
  readonly files: Files;
  readonly memory: MemoryHolder;
  readonly answers: Answers;
  /** A scope of this moment. */
  scope(): ScopeInputs;
}

const PARENTS_AT_MOST = 32;

/** Reads the environments around the file and opens the memory; a broken environment file is told and left out. */
export async function circumstancesOf(input: Input, values: CommonValues, output: Output): Promise<Circumstances> {
  const places = placesOf(input.folder);
  const files = folderFiles(input.folder, places);
  const levels = levelsAbove(input.folder);
  const clients = workspaceSettings(input.folder, levels);
  const { environments, faults } = await readEnvironments(files, levels, parseEnv, clients);
  for (const fault of faults) output.err(fault);
  const name = values.env ?? '';
  if (name !== '' && environments.names.length > 0 && !environments.names.includes(name)) {
    throw new UsageError(`There is no environment ${name}; there are ${environments.names.join(', ')}.`);
  }
  const imports = await readImports(files, input.document, basename(input.file));
  const answers = answersOfThisRun();
  const options = readVariables(values.var);
  const memory = openMemory(values, output);
  const inputs = environments.inputs(name);
  const validators = knownValidators({ memory, hashIdentity: memory.hashIdentity }, name);
  const scope = (): ScopeInputs => ({
    ...inputs,
    imports,
    options,
    answer: (request) => answers.read(request),
    projectRoot: places.root,
    processVariable: (variable) => process.env[variable],
    validators,
    now: Date.now(),
    random: Math.random,
  });
  return { environment: name, folder: input.folder, files, memory, answers, scope };
}

/** The memory that `--memory` names, or one for this run. */
export function openMemory(values: CommonValues, output: Output): MemoryHolder {
  return values.memory === undefined ? runMemory() : fileMemory(values.memory, (line) => output.err(line));
}

/** What the checks judge by, in these circumstances. */
export function serviceContext({ memory, scope, environment, folder }: Circumstances): ServiceContext {
  return {
    memory: memory.read(),
    scope: scope(),
    environment,
    hashIdentity: memory.hashIdentity,
    now: Date.now(),
    severities: {},
    etagMaxAge: 600_000,
    fileAt: (path) => (existsSync(resolve(folder, path)) ? 'there' : 'missing'),
  };
}

function answersOfThisRun(): Answers {
  const answers = new Map<string, Exchange>();
  return { read: (request) => answers.get(request), write: (request, exchange) => void answers.set(request, exchange) };
}

/** Answers may be written into the repository that the file belongs to, else into the file's own folder. */
function placesOf(folder: string): Places {
  const home = resolve(folder, ...Array.from({ length: levelsAbove(folder) }, () => '..'));
  return { folder, root: existsSync(join(home, '.git')) ? home : folder };
}

/** Environment files are looked for up to the folder of the repository, so that nothing above it can add variables. */
function levelsAbove(folder: string): number {
  let level = 0;
  for (let at = folder; level < PARENTS_AT_MOST && !existsSync(join(at, '.git')); level += 1) {
    if (dirname(at) === at) break;
    at = dirname(at);
  }
  return level;
}
