import type { ScopeInputs } from '../../syntax/values/scope.ts';

/** The id in `$auth.token("id")` or `$auth.idToken("id")`. */
const idIn = /^\$auth\.(?:token|idToken)\(\s*["']([^"']+)["']\s*\)$/;

/** What of a client's description is told, in this order. Nothing of it is secret. */
const told = ['Type', 'Grant Type', 'Token URL', 'Client ID', 'Scope'] as const;

/** The client that the expression asks for, by what the environment says of it; undefined for another expression. */
export function clientTold(
  expression: string,
  { auth, environment }: Pick<ScopeInputs, 'auth' | 'environment'>,
): readonly string[] | undefined {
  const id = idIn.exec(expression)?.[1];
  if (id === undefined) return undefined;
  const data = auth !== undefined && Object.hasOwn(auth, id) ? auth[id] : undefined;
  if (typeof data !== 'object' || data === null) {
    const where =
      environment.name === '' ? 'No environment is chosen, and what they share' : `The environment ${environment.name}`;
    return [`${where} has no client ${id} under Security.Auth in http-client.env.json.`];
  }
  const all = Object.entries(data);
  return told.flatMap((name) => {
    const value = all.find(([key]) => key === name)?.[1];
    return typeof value === 'string' && value !== '' ? [`${name}: ${value}`] : [];
  });
}
