import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'jsonc-parser';
import { isObject } from '../exchange/surroundings/environmentLayer.ts';
import type { OtherClients } from '../exchange/surroundings/environments.ts';
import { isAbsence } from './folderFiles.ts';

/**
 * What the nearest `.vscode/settings.json`, up to `levels` folders above, holds for REST Client and httpYac, so that
 * a run in CI has the variables that the editor has.
 */
export function workspaceSettings(folder: string, levels: number): OtherClients {
  const settings = nearest(folder, levels);
  return {
    environments: [settings['httpyac.environmentVariables'], settings['rest-client.environmentVariables']],
    defaultHeaders: settings['rest-client.defaultHeaders'],
  };
}

function nearest(folder: string, levels: number): Record<string, unknown> {
  let at = folder;
  for (let level = 0; level <= levels; level += 1) {
    const text = textOf(join(at, '.vscode', 'settings.json'));
    // Comments and trailing commas are usual there; what is broken beyond that is the editor's to tell of.
    const settings: unknown = text === undefined ? undefined : parse(text, [], { allowTrailingComma: true });
    if (isObject(settings)) return settings;
    at = dirname(at);
  }
  return {};
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isAbsence(error) || (error as NodeJS.ErrnoException).code === 'EACCES') return undefined;
    throw error;
  }
}
