import type { TransportError, TransportErrorCode } from './transportError.ts';

/** One sentence on what happened and what to do, for people. */
export function describeTransportError(error: TransportError): string {
  return SENTENCES[error.code](error);
}

const SENTENCES: Readonly<Record<TransportErrorCode, (error: TransportError) => string>> = {
  cancelled: () =>
    'Cancelled: the request may have reached the server, so read the resource before you repeat a write.',
  'connect-refused': (error) => `Nothing listens at ${error.peer}: start the server, or correct the port.`,
  'connect-timeout': (error) =>
    `No connection to ${error.peer}${waited('within', error)}: check the host, the network and the proxy.`,
  'dns-failed': (error) => `The name in ${error.peer} has no address: check its spelling, or the network.`,
  'headers-timeout': (error) =>
    `${error.peer} took the request but sent no answer${waited('within', error)}: read the resource before you repeat a write.`,
  'body-timeout': (error) =>
    `${error.peer} began its answer and then fell silent${waited('for', error)}: send it again.`,
  'connection-reset': (error) =>
    `${error.peer} closed the connection before it answered: a write may have happened, so read the resource first.`,
  'body-incomplete': (error) =>
    `The connection to ${error.peer} broke before the content was complete: what came is shown, memory is as before.`,
  'tls-untrusted': (error) =>
    `The certificate of ${error.peer} is signed by nobody trusted here (${error.cause}): add its authority to precondition.tls.authorities, or allow this host in precondition.tls.unverifiedHosts.`,
  'tls-wrong-host': (error) =>
    `The certificate of ${error.peer} is for another name: correct the host, or the server's certificate.`,
  'tls-expired': (error) =>
    `The certificate of ${error.peer} is not valid today: check this machine's clock, or renew the certificate.`,
  'tls-failed': (error) =>
    `No TLS connection with ${error.peer}: check that the port is an https one, and its protocol version.`,
  'client-certificate-wanted': (error) =>
    `${error.peer} asks for a client certificate (${error.cause}): name one for it in precondition.tls.clientCertificates.`,
  'client-certificate-unusable': (error) =>
    `The client certificate for ${error.peer} cannot be used (${error.cause}): check precondition.tls.clientCertificates and the passphrase.`,
  'settings-unusable': (error) =>
    `The settings for the connection to ${error.peer} cannot be used (${error.cause}): correct what they name.`,
  'proxy-unreachable': (error) =>
    `The proxy ${error.peer} cannot be reached (${error.cause}): check http.proxy, or HTTP_PROXY in the environment.`,
  'proxy-refused': (error) =>
    `The proxy ${error.peer} would not connect to the host (${error.cause}): check the address, or name the host in http.noProxy.`,
  'proxy-authentication': (error) =>
    `The proxy ${error.peer} asks for credentials (${error.cause}): put them into its address, or into http.proxyAuthorization.`,
  'proxy-unsupported': (error) =>
    `The proxy cannot be used (${error.cause}): http, https and socks5 are spoken here, socks4 is not, and a PAC file is not read. Set http.proxy to the proxy that it names for this host, as http://proxy:3128.`,
  'response-invalid': (error) => `${error.peer} answered something that is not HTTP: check the port and the scheme.`,
  'headers-too-large': (error) =>
    `The header section from ${error.peer} is larger than the client reads: look for oversized cookies.`,
  'decoding-failed': (error) =>
    `The content from ${error.peer} does not decode as its Content-Encoding says: ask with Accept-Encoding: identity.`,
  'too-many-redirects': (error) =>
    `${error.peer} redirected too often, perhaps in a circle: stop at the first redirect and look at its Location.`,
  'redirect-invalid': (error) =>
    `${error.peer} redirected to something that is no http or https URL: look at its Location.`,
  'request-refused': (error) => `The request cannot be sent as written (${error.cause}): correct the field it names.`,
  'content-unreadable': (error) =>
    `The content for ${error.peer} could not be read to its end (${error.cause}): the request went out incomplete.`,
  'storage-failed': (error) =>
    `The content from ${error.peer} could not be written to disk (${error.cause}): make room, and send it again.`,
  unreachable: (error) => `No way to ${error.peer}: check the network, the VPN and the proxy.`,
  unknown: (error) => `Sending to ${error.peer} failed (${error.cause}): try again, and report it if it stays.`,
};

function waited(preposition: 'for' | 'within', { after }: TransportError): string {
  if (after === undefined) return '';
  const seconds = after / 1000;
  return ` ${preposition} ${seconds >= 10 || Number.isInteger(seconds) ? Math.round(seconds) : seconds.toFixed(1)} s`;
}
