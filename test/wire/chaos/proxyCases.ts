import type { Group, Peer, Question } from './misbehaviour.ts';
import { drips, floods, greeting, holds, resetsAfter, says } from './peers.ts';

const through =
  (scheme: 'http' | 'socks5', url: string, connectTimeout = 15_000) =>
  (peer: Peer): Question => {
    const proxy = peer.url.replace('http:', `${scheme}:`);
    const network = { proxy: { http: proxy, https: proxy, bypass: [], tls: 'verify' as const } };
    return { url, options: { connectTimeout, network: () => network } };
  };

const tunnel = through('http', 'https://origin.test/');
const hasty = through('http', 'https://origin.test/', 150);
const plain = through('http', 'http://origin.test/');
const socks = through('socks5', 'http://origin.test/');
const hastySocks = through('socks5', 'http://origin.test/', 150);

/** Answers each piece that comes with the next of these, as SOCKS has it, and closes with the last. */
const replying = (...replies: readonly (readonly number[])[]) =>
  greeting((socket) => {
    let at = 0;
    socket.on('data', () => {
      const reply = new Uint8Array(replies[at] ?? []);
      at += 1;
      if (at < replies.length) socket.write(reply);
      else socket.end(reply);
    });
  });

const refusal = (code: number) => replying([5, 0], [5, code, 0, 1, 0, 0, 0, 0, 0, 0]);

/** Proxies: they speak before the origin does, and are told apart from it. */
export const proxyCases: Group = {
  title: 'Proxies',
  cases: [
    {
      does: 'wants credentials for a tunnel',
      start: says('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
      ask: tunnel,
      outcome: 'proxy-authentication',
    },
    {
      does: 'wants credentials for a plain request',
      start: says('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
      ask: plain,
      outcome: 'complete: 407',
    },
    {
      does: 'refuses the tunnel',
      start: says('HTTP/1.1 403 Forbidden\r\n\r\n'),
      ask: tunnel,
      outcome: 'proxy-refused',
    },
    {
      does: 'cannot reach the origin',
      start: says('HTTP/1.1 502 Bad Gateway\r\n\r\n'),
      ask: tunnel,
      outcome: 'proxy-refused',
    },
    {
      does: 'closes inside its answer to CONNECT',
      start: says('HTTP/1.1 200 Conn'),
      ask: tunnel,
      outcome: 'proxy-unreachable',
    },
    {
      does: 'resets inside its answer to CONNECT',
      start: resetsAfter('HTTP/1.1 200 Conn'),
      ask: tunnel,
      outcome: 'proxy-unreachable',
    },
    {
      does: 'drips its answer to CONNECT without end',
      start: drips('HTTP/1.1 200 OK\r\n', 'A: b\r\n', 20),
      ask: hasty,
      outcome: 'connect-timeout',
    },
    {
      does: 'floods with fields in its answer to CONNECT',
      start: floods('HTTP/1.1 200 OK\r\n', 'A: b\r\n'.repeat(1000)),
      ask: tunnel,
      outcome: 'proxy-refused',
    },
    { does: 'does not answer CONNECT', start: holds(''), ask: hasty, outcome: 'connect-timeout' },
    {
      does: 'answers CONNECT with what is no HTTP',
      start: says('hello\r\n\r\n'),
      ask: tunnel,
      outcome: 'proxy-refused',
    },
    {
      does: 'opens the tunnel and closes it',
      start: says('HTTP/1.1 200 OK\r\n\r\n'),
      ask: tunnel,
      outcome: 'tls-failed',
    },
    {
      does: 'opens the tunnel to something that is no TLS',
      start: says('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n'),
      ask: tunnel,
      outcome: 'tls-failed',
    },
    {
      does: 'is a SOCKS proxy that knows no way to log in',
      start: replying([5, 255]),
      ask: socks,
      outcome: 'proxy-authentication',
    },
    { does: 'is a SOCKS proxy that may not connect', start: refusal(2), ask: socks, outcome: 'proxy-refused' },
    { does: 'is a SOCKS proxy whose origin refuses', start: refusal(5), ask: socks, outcome: 'proxy-refused' },
    { does: 'is a SOCKS proxy of another version', start: replying([4, 0]), ask: socks, outcome: 'proxy-refused' },
    {
      does: 'is a SOCKS proxy that closes inside its answer',
      start: replying([5, 0], [5, 0, 0]),
      ask: socks,
      outcome: 'proxy-unreachable',
    },
    {
      does: 'is a SOCKS proxy that falls silent',
      start: greeting(() => {}),
      ask: hastySocks,
      outcome: 'connect-timeout',
    },
    {
      does: 'is an HTTP server, where SOCKS was expected',
      start: replying([...Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]),
      ask: socks,
      outcome: 'proxy-refused',
    },
  ],
};
