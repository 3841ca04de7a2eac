/** What an option of curl means for a request. */
export type CurlMeaning =
  | 'method'
  | 'head'
  | 'query'
  | 'header'
  | 'url'
  | 'data'
  | 'data-raw'
  | 'data-binary'
  | 'data-urlencode'
  | 'json'
  | 'form'
  | 'form-string'
  | 'upload'
  | 'user'
  | 'digest'
  | 'signing'
  | 'bearer'
  | 'cookie'
  | 'user-agent'
  | 'referer'
  | 'range'
  | 'time-condition'
  | 'compressed'
  /** Concerns curl itself: how it connects, what it shows, where it writes. */
  | 'ignored'
  | 'ignored-with-value';

/** `short long meaning`, `-` where there is no short form. */
const table = `
X request method
I head head
G get query
H header header
- url url
d data data
- data-ascii data
- data-raw data-raw
- data-binary data-binary
- data-urlencode data-urlencode
- json json
F form form
- form-string form-string
T upload-file upload
u user user
- oauth2-bearer bearer
- digest digest
- aws-sigv4 signing
b cookie cookie
A user-agent user-agent
e referer referer
r range range
z time-cond time-condition
- compressed compressed
s silent ignored
S show-error ignored
v verbose ignored
i include ignored
- show-headers ignored
k insecure ignored
L location ignored
- location-trusted ignored
f fail ignored
- fail-with-body ignored
g globoff ignored
j junk-session-cookies ignored
n netrc ignored
N no-buffer ignored
O remote-name ignored
J remote-header-name ignored
R remote-time ignored
0 http1.0 ignored
- http1.1 ignored
- http2 ignored
- http2-prior-knowledge ignored
- http3 ignored
1 tlsv1 ignored
- tlsv1.2 ignored
- tlsv1.3 ignored
4 ipv4 ignored
6 ipv6 ignored
# progress-bar ignored
- no-progress-meter ignored
- no-keepalive ignored
- path-as-is ignored
- tcp-nodelay ignored
- basic ignored
- anyauth ignored
q disable ignored
o output ignored-with-value
- output-dir ignored-with-value
D dump-header ignored-with-value
c cookie-jar ignored-with-value
w write-out ignored-with-value
m max-time ignored-with-value
- connect-timeout ignored-with-value
- keepalive-time ignored-with-value
- retry ignored-with-value
- retry-delay ignored-with-value
- retry-max-time ignored-with-value
- max-redirs ignored-with-value
- limit-rate ignored-with-value
- trace ignored-with-value
- trace-ascii ignored-with-value
- stderr ignored-with-value
x proxy ignored-with-value
U proxy-user ignored-with-value
- noproxy ignored-with-value
- resolve ignored-with-value
- connect-to ignored-with-value
- interface ignored-with-value
K config ignored-with-value
E cert ignored-with-value
- key ignored-with-value
- cacert ignored-with-value
- capath ignored-with-value
- ciphers ignored-with-value
- unix-socket ignored-with-value
- etag-save ignored-with-value
- etag-compare ignored-with-value
`;

let meanings: ReadonlyMap<string, CurlMeaning> | undefined;

/** What the option means, written `-H` or `--header`; undefined for one that curl does not have or that is rare. */
export function curlMeaning(option: string): CurlMeaning | undefined {
  meanings ??= readTable();
  return meanings.get(option);
}

/** Whether the option takes the word after it. */
export function takesValue(meaning: CurlMeaning): boolean {
  return !['head', 'query', 'compressed', 'digest', 'ignored'].includes(meaning);
}

function readTable(): ReadonlyMap<string, CurlMeaning> {
  const entries = new Map<string, CurlMeaning>();
  for (const line of table.trim().split('\n')) {
    const [short = '', long = '', meaning = ''] = line.split(' ');
    if (short !== '-') entries.set(`-${short}`, meaning as CurlMeaning);
    entries.set(`--${long}`, meaning as CurlMeaning);
  }
  return entries;
}
