import type { Program } from '../../support/serverProgram.ts';

/** What `npm run lab` found: the servers there are, and why others are not there. */
export interface LabServers {
  readonly servers: { readonly apache?: Program; readonly nginx?: Program; readonly lighttpd?: Program };
  readonly missing: Readonly<Record<string, string>>;
}

/** The servers of this run, handed over in one variable. */
export function labServers(): LabServers {
  const given = (JSON.parse(process.env['PRECONDITION_TOOLS'] ?? '{}') as { lab?: LabServers }).lab;
  if (given === undefined) throw new Error('The lab needs its servers: run it through "npm run lab".');
  return given;
}
