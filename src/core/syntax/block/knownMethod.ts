/** The methods of RFC 9110 §9, PATCH, WebDAV with its extensions, and those other clients accept. */
const methods = new Set(
  (
    'GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH QUERY PURGE LINK UNLINK ' +
    'PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK ACL SEARCH REPORT MKCALENDAR MKREDIRECTREF UPDATEREDIRECTREF ' +
    'BIND REBIND UNBIND ORDERPATCH LABEL MERGE CHECKOUT CHECKIN UNCHECKOUT UPDATE ' +
    'VERSION-CONTROL BASELINE-CONTROL MKACTIVITY MKWORKSPACE GRAPHQL'
  ).split(' '),
);

/** Whether the client knows the method; methods are case-sensitive (RFC 9110 §9.1). */
export function isKnownMethod(method: string): boolean {
  return methods.has(method);
}
