import type { LaunchOptions } from 'playwright-core';

/** What `npm test` has fetched and started before a suite runs, handed over in one variable. */
export interface Tools {
  readonly apache: { readonly program: string; readonly modules: string };
  readonly chromium: LaunchOptions;
  /** Paths of servers and proxies, as far as they could be had. */
  readonly network: Readonly<Record<string, string>>;
  /** The address of the VS Code server in which the packaged extension is installed. */
  readonly editor: string;
}

export function tool<Name extends keyof Tools>(name: Name): Tools[Name] {
  const given = JSON.parse(process.env['PRECONDITION_TOOLS'] ?? '{}') as Partial<Tools>;
  const found = given[name];
  if (found === undefined) throw new Error(`This test needs ${name}: run it through "npm test".`);
  return found;
}
