const secretName =
  /token|secret|passw|pwd|api-?_?key|credential|cookie|session|private|authorization|bearer|signature/i;

/** Where a secret is got, or of which kind it is: `tokenEndpoint`, `token_type`. */
const aboutSecrets = /(?:endpoint|ur[il]|type)$/i;

/** Whether a variable's name or expression says that its value is nobody else's business. */
export function looksSecret(name: string): boolean {
  return secretName.test(name) && !aboutSecrets.test(name);
}

/** The value, or for a secret only how long it is. */
export function masked(name: string, value: string): string {
  return looksSecret(name) ? `•••• (${value.length} characters, hidden)` : value;
}
