import type { TransportError } from './transportError.ts';

/** One sentence on what happened and what to do, for people. */
export function describeTransportError(error: TransportError): string {
  const { peer } = error;
  const waited = error.after === undefined ? '' : ` within ${seconds(error.after)}`;
  switch (error.code) {
    case 'cancelled':
      return 'Cancelled: the request may have reached the server, so read the resource before you repeat a write.';
    case 'connect-refused':
      return `Nothing listens at ${peer}: start the server, or correct the port.`;
    case 'connect-timeout':
      return `No connection to ${peer}${waited}: check the host, the network and the proxy.`;
    case 'dns-failed':
      return `The name in ${peer} has no address: check its spelling, or the network.`;
    case 'headers-timeout':
      return `${peer} took the request but sent no answer${waited}: read the resource before you repeat a write.`;
    case 'body-timeout':
      return `${peer} began its answer and then fell silent${waited === '' ? '' : ` for ${seconds(error.after ?? 0)}`}: send it again.`;
    case 'connection-reset':
      return `${peer} closed the connection before it answered: a write may have happened, so read the resource first.`;
    case 'body-incomplete':
      return `The connection to ${peer} broke before the content was complete: what came is shown, memory is as before.`;
    case 'tls-untrusted':
      return `The certificate of ${peer} is signed by nobody trusted here: add its authority, or allow this host.`;
    case 'tls-wrong-host':
      return `The certificate of ${peer} is for another name: correct the host, or the server's certificate.`;
    case 'tls-expired':
      return `The certificate of ${peer} is not valid today: check this machine's clock, or renew the certificate.`;
    case 'tls-failed':
      return `No TLS connection with ${peer}: is this an http:// port, or an old protocol version?`;
    case 'response-invalid':
      return `${peer} answered something that is not HTTP: check the port and the scheme.`;
    case 'headers-too-large':
      return `The header section from ${peer} is larger than the client reads: look for oversized cookies.`;
    case 'decoding-failed':
      return `The content from ${peer} does not decode as its Content-Encoding says: ask with Accept-Encoding: identity.`;
    case 'too-many-redirects':
      return `${peer} redirected too often, perhaps in a circle: stop at the first redirect and look at its Location.`;
    case 'redirect-invalid':
      return `${peer} redirected to something that is no http or https URL: look at its Location.`;
    case 'request-refused':
      return `The request cannot be sent as written (${error.cause}): correct the field it names.`;
    case 'unreachable':
      return `No way to ${peer}: check the network, the VPN and the proxy.`;
    case 'unknown':
      return `Sending to ${peer} failed (${error.cause}): try again, and report it if it stays.`;
  }
}

function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} s`;
}
