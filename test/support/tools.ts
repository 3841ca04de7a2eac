/** What `npm test` has fetched and started before a suite runs, handed over in one variable. */
export interface Tools {
  readonly apache: { readonly program: string; readonly modules: string };
  readonly chromium: string;
  readonly editor: { readonly url: string; readonly settingsFile: string };
}

export function tool<Name extends keyof Tools>(name: Name): Tools[Name] {
  const given = JSON.parse(process.env['PRECONDITION_TOOLS'] ?? '{}') as Partial<Tools>;
  const found = given[name];
  if (found === undefined) throw new Error(`This test needs ${name}: run it through "npm test".`);
  return found;
}
