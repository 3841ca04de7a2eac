/** Methods that ask and change nothing (RFC 9110 §9.2.1; the others by the specifications that register them). */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY']);

/** Whether repeating the request can change nothing. An unknown method may do anything. */
export function isSafeMethod(method: string): boolean {
  return SAFE.has(method);
}
