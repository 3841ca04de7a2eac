/** Methods that are safe by definition (RFC 9110 §9.2.1), the reading ones of WebDAV and QUERY among them. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY']);

/** Whether a request of the method may be repeated unasked. */
export function isSafe(method: string): boolean {
  return safeMethods.has(method);
}
