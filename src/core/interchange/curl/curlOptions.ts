/** Options that take a value, by their long name. An option not listed anywhere counts as one that takes none. */
const valued = new Set(
  (
    'abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to ' +
    'continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw ' +
    'data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file ' +
    'engine etag-compare etag-save expect100-timeout form form-string ftp-account ftp-method ftp-port ' +
    'happy-eyeballs-timeout-ms haproxy-clientip header help hostpubmd5 hostpubsha256 hsts interface ip-tos ' +
    'ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options ' +
    'mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output ' +
    'output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert ' +
    'proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type ' +
    'proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword ' +
    'proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request request-target resolve ' +
    'retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service ' +
    'socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers ' +
    'tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file url url-query user ' +
    'user-agent variable vlan-priority write-out'
  ).split(' '),
);

/** The long names of the one-letter options. */
const long: Readonly<Record<string, string>> = {
  '#': 'progress-bar',
  '0': 'http1.0',
  '1': 'tlsv1',
  '2': 'sslv2',
  '3': 'sslv3',
  '4': 'ipv4',
  '6': 'ipv6',
  ':': 'next',
  A: 'user-agent',
  B: 'use-ascii',
  C: 'continue-at',
  D: 'dump-header',
  E: 'cert',
  F: 'form',
  G: 'get',
  H: 'header',
  I: 'head',
  J: 'remote-header-name',
  K: 'config',
  L: 'location',
  M: 'manual',
  N: 'no-buffer',
  O: 'remote-name',
  P: 'ftp-port',
  Q: 'quote',
  R: 'remote-time',
  S: 'show-error',
  T: 'upload-file',
  U: 'proxy-user',
  V: 'version',
  X: 'request',
  Y: 'speed-limit',
  Z: 'parallel',
  a: 'append',
  b: 'cookie',
  c: 'cookie-jar',
  d: 'data',
  e: 'referer',
  f: 'fail',
  g: 'globoff',
  h: 'help',
  i: 'include',
  j: 'junk-session-cookies',
  k: 'insecure',
  l: 'list-only',
  m: 'max-time',
  n: 'netrc',
  o: 'output',
  p: 'proxytunnel',
  q: 'disable',
  r: 'range',
  s: 'silent',
  t: 'telnet-option',
  u: 'user',
  v: 'verbose',
  w: 'write-out',
  x: 'proxy',
  y: 'speed-time',
  z: 'time-cond',
};

/** One option of the command, or a word that is none. */
export interface CurlArgument {
  /** The long name; `url` for a bare word, as for `--url`. */
  readonly name: string;
  /** Empty for an option that takes none. */
  readonly value: string;
  /** As it would be written by itself. */
  readonly written: string;
}

/**
 * The words after `curl` as options and values: `-XPUT`, `-X PUT`, `-sSL`, `--request PUT`, and `--request=PUT`,
 * which curl itself does not know but people write. `--` ends the options.
 */
export function curlArguments(words: readonly string[]): readonly CurlArgument[] {
  const found: CurlArgument[] = [];
  let optionsEnded = false;
  let at = 0;
  const nextWord = () => words[at++] ?? '';
  while (at < words.length) {
    const word = nextWord();
    if (!optionsEnded && word === '--') optionsEnded = true;
    else if (optionsEnded || !/^-./s.test(word)) found.push({ name: 'url', value: word, written: word });
    else if (word.startsWith('--')) found.push(longOption(word, nextWord));
    else found.push(...shortOptions(word, nextWord));
  }
  return found;
}

function longOption(word: string, nextWord: () => string): CurlArgument {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals === -1 ? undefined : equals);
  if (equals !== -1 && valued.has(name)) return { name, value: word.slice(equals + 1), written: word };
  if (!valued.has(name)) return { name: word.slice(2), value: '', written: word };
  const value = nextWord();
  return { name, value, written: `${word} ${value}` };
}

function shortOptions(word: string, nextWord: () => string): readonly CurlArgument[] {
  const found: CurlArgument[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const letter = word.charAt(at);
    const name = long[letter] ?? letter;
    if (!valued.has(name)) {
      found.push({ name, value: '', written: `-${letter}` });
      continue;
    }
    const value = at + 1 < word.length ? word.slice(at + 1) : nextWord();
    found.push({ name, value, written: `-${letter} ${value}` });
    break;
  }
  return found;
}
