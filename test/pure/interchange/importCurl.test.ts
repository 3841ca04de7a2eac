import assert from 'node:assert/strict';
import { importCurl, looksLikeCurl } from '../../../src/core/interchange/importCurl.ts';
import type { Shell } from '../../../src/core/interchange/shell/shell.ts';
import { lineOf, notesOf, sentBy, sentByCurl } from './importing.ts';

const form = 'Content-Type: application/x-www-form-urlencoded';

const reads = (cases: readonly (readonly [command: string, sent: string, shell?: Shell])[]) => {
  for (const [command, sent, shell] of cases) {
    it(JSON.stringify(command), () => assert.equal(lineOf(command, shell), sent));
  }
};

describe('a curl command as a request', () => {
  describe('its options', () =>
    reads([
      ['curl http://a/b', 'GET http://a/b'],
      ['curl a.example/b?c=d', 'GET http://a.example/b?c=d'],
      ['curl --url http://a/', 'GET http://a/'],
      ['curl -X PUT http://a/', 'PUT http://a/'],
      ['curl -XPUT http://a/', 'PUT http://a/'],
      ['curl --request=PUT http://a/', 'PUT http://a/'],
      ['curl -sSLX DELETE http://a/', 'DELETE http://a/'],
      ['curl -I http://a/', 'HEAD http://a/'],
      ['curl -d a=1 -d b=2 http://a/', `POST http://a/ | ${form} | a=1&b=2`],
      ['curl -G -d a=1 --data-urlencode "b=c d&é" http://a/?x=1', 'GET http://a/?x=1&a=1&b=c%20d%26%C3%A9'],
      ['curl --data-urlencode =a=b http://a/', `POST http://a/ | ${form} | a%3Db`],
      [
        'curl --json \'{"a":1}\' http://a/',
        'POST http://a/ | Accept: application/json | Content-Type: application/json | {"a":1}',
      ],
      ["curl -H 'Content-Type: text/plain' -d hi http://a/", 'POST http://a/ | Content-Type: text/plain | hi'],
      ["curl -H 'Content-Type:' -d hi http://a/", 'POST http://a/ | hi'],
      ['curl --data-raw @x http://a/ -H Content-Type:text/plain', 'POST http://a/ | Content-Type: text/plain | @x'],
      ['curl --data-binary @a/b.json http://a/ -H Content-Type:a/b', 'POST http://a/ | Content-Type: a/b | <a/b.json>'],
      ['curl -T a/b.json http://a/c/', 'PUT http://a/c/b.json | <a/b.json>'],
      ['curl -u me:secret http://a/', 'GET http://a/ | Authorization: Basic bWU6c2VjcmV0'],
      ['curl http://me:s%20t@a/', 'GET http://a/ | Authorization: Basic bWU6cyB0'],
      [
        'curl -A me -e http://b/ -b a=1 -b b=2 http://a/',
        'GET http://a/ | User-Agent: me | Referer: http://b/ | Cookie: a=1; b=2',
      ],
      ['curl -A one -H "User-Agent: two" http://a/', 'GET http://a/ | User-Agent: two'],
      ["curl -H 'X-Empty;' http://a/", 'GET http://a/ | X-Empty: '],
      ['curl --compressed http://a/', 'GET http://a/ | Accept-Encoding: deflate, gzip, br, zstd'],
      ['curl -r 0-99 http://a/', 'GET http://a/ | Range: bytes=0-99'],
      [
        'curl -z "Sun, 06 Nov 1994 08:49:37 GMT" http://a/',
        'GET http://a/ | If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT',
      ],
      ['curl -- http://a/', 'GET http://a/'],
    ]));

  describe('in bash', () =>
    reads([
      [`curl -H 'If-Match: "v1"' http://a/`, 'GET http://a/ | If-Match: "v1"'],
      [`curl -H "If-Match: \\"v1\\"" http://a/`, 'GET http://a/ | If-Match: "v1"'],
      [`curl -H If-Match:\\ \\"v1\\" http://a/`, 'GET http://a/ | If-Match: "v1"'],
      [`curl -H $'If-Match: "it\\'s"' http://a/`, `GET http://a/ | If-Match: "it's"`],
      [`curl -H $'X: \\xe9 \\u00e8' http://a/`, 'GET http://a/ | X: é è'],
      [`curl -H 'X: it'"'"'s' http://a/`, "GET http://a/ | X: it's"],
      ['curl \\\n  -X PUT \\\r\n  http://a/', 'PUT http://a/'],
      ['curl http://a/\n  -X PUT\n  -H "A: b"', 'PUT http://a/ | A: b'],
      ['$ TOKEN=x sudo curl http://a/ # why', 'GET http://a/'],
      ['curl http://a/ 2>/dev/null | jq .', 'GET http://a/'],
    ]));

  describe('in cmd', () =>
    reads([
      ['curl -H "If-Match: \\"v1\\"" http://a/', 'GET http://a/ | If-Match: "v1"', 'cmd'],
      [
        'curl ^"http://a/?b=1^&c=^%20^" ^\r\n  -H ^"If-Match: \\^"v1\\^"^"',
        'GET http://a/?b=1&c=%20 | If-Match: "v1"',
        'cmd',
      ],
      [
        'curl http://a/ --data-raw ^"a^\n\nb^" -H X:1 -H Content-Type:a/b',
        'POST http://a/ | X: 1 | Content-Type: a/b | a\nb',
        'cmd',
      ],
      ['curl "http://a/?b=1&c=2" & echo done', 'GET http://a/?b=1&c=2', 'cmd'],
    ]));

  describe('in PowerShell', () =>
    reads([
      [`curl.exe -H 'If-Match: "v1"' http://a/`, 'GET http://a/ | If-Match: "v1"', 'powershell'],
      [`curl.exe -H 'If-Match: \\"v1\\"' http://a/`, 'GET http://a/ | If-Match: "v1"', 'powershell'],
      ['curl.exe -H "If-Match: `"v1`"" `\n  -X PUT http://a/', 'PUT http://a/ | If-Match: "v1"', 'powershell'],
      [`curl.exe -H "X: it’s" -H 'Y: it''s' http://a/`, "GET http://a/ | X: it’s | Y: it's", 'powershell'],
      [`curl.exe --% -H "If-Match: \\"v1\\"" http://a/`, 'GET http://a/ | If-Match: "v1"', 'powershell'],
      [
        `curl.exe http://a/ -H Content-Type:a/b -d @'\na\n"b"\n'@`,
        'POST http://a/ | Content-Type: a/b | a\n"b"',
        'powershell',
      ],
    ]));

  it('goes by the quoting when nobody names the shell', () => {
    assert.equal(lineOf('curl ^"http://a/?b=1^&c=2^" ^\n  -X PUT'), 'PUT http://a/?b=1&c=2');
    assert.equal(lineOf('curl.exe http://a/ `\n  -X PUT'), 'PUT http://a/');
    assert.equal(lineOf("curl 'http://a/?b=1&c=2' \\\n  -X PUT"), 'PUT http://a/?b=1&c=2');
  });

  it('keeps what it does not understand as a comment, and says so', () => {
    const { text } = importCurl('curl --retry 3 --cacert ca.pem http://a/');
    assert.equal(text, '# curl --retry 3\n# curl --cacert ca.pem\nGET http://a/\n');
    assert.deepEqual(notesOf('curl --retry 3 http://a/'), [
      '“--retry 3” has no counterpart in a .http file; it stays as a comment.',
    ]);
  });

  it('has the directives that mean the same', () => {
    const { text } = importCurl('curl -k -m 2.5 -o out.json http://a/');
    assert.equal(text, '# @no-reject-unauthorized\n# @timeout 2500 ms\nGET http://a/\n\n>>! out.json\n');
  });

  it('takes the tag from memory where curl has it in a file', () => {
    const { text, notes } = importCurl('curl --etag-compare e.txt --etag-save e.txt http://a/');
    assert.equal(text, 'GET http://a/\nIf-None-Match: {{$etag}}\n');
    assert.deepEqual(notes, []);
  });

  it('sends no credentials before the server asks where curl would not, and shows none in a note', () => {
    const command = 'curl --anyauth -u me:hidden --proxy-user=you:hidden http://a/';
    assert.equal(lineOf(command), 'GET http://a/');
    assert.match(importCurl(command).text, /^# curl -u me:hidden$/m);
    assert.doesNotMatch(notesOf(command).join(), /hidden/);
  });

  it('leaves to the sending what curl computes from user and password', () => {
    const fieldIn = (command: string) => importCurl(command).text.split('\n')[1];
    assert.equal(fieldIn('curl --digest -u me:hidden http://a/'), 'Authorization: Digest me:hidden');
    assert.equal(
      fieldIn('curl -u AKID:secret --aws-sigv4 aws:amz:eu-west-1:s3 http://a/'),
      'Authorization: AWS AKID secret region:eu-west-1 service:s3',
    );
    assert.equal(fieldIn("curl -u AKID:secret --aws-sigv4 'aws:amz' http://a/"), 'Authorization: AWS AKID secret');
  });

  it('makes a request of each URL, each --next and each command', () => {
    const { text } = importCurl('curl http://a/ http://b/ --next -X PUT http://c/\ncurl http://d/');
    assert.deepEqual(
      sentBy(text).map(({ method, url }) => `${method} ${url}`),
      ['GET http://a/', 'GET http://b/', 'PUT http://c/', 'GET http://d/'],
    );
  });

  it('writes a form as multipart content, files by name', () => {
    const { headers, body } = sentByCurl(`curl -F 'a=b c' -F 'f=@x/y.png;type=image/webp' -F t='<note.txt' http://a/`);
    const boundary = /boundary=(.+)$/.exec(headers[0]?.[1] ?? '')?.[1];
    assert.deepEqual(
      body.split(`--${boundary}`).map((part) => part.trim()),
      [
        '',
        'Content-Disposition: form-data; name="a"\r\n\r\nb c',
        'Content-Disposition: form-data; name="f"; filename="y.png"\r\nContent-Type: image/webp\r\n\r\n<x/y.png>',
        'Content-Disposition: form-data; name="t"\r\n\r\n<note.txt>',
        '--',
      ],
    );
  });

  it('keeps a variable of the shell as one of the file', () => {
    const command = 'curl -H "Authorization: Bearer $TOKEN" http://a/';
    assert.equal(importCurl(command).text, 'GET http://a/\nAuthorization: Bearer {{TOKEN}}\n');
    assert.deepEqual(notesOf(command), ['{{TOKEN}} was a variable of the shell. Define it with “@TOKEN = value”.']);
  });

  it('takes braces in quotes for text', () => {
    assert.equal(lineOf(`curl http://a/ -H 'X: {{a}}'`), 'GET http://a/ | X: {{a}}');
    assert.equal(lineOf(`curl 'http://a/\\{\\{'`), 'GET http://a/\\{\\{');
    assert.match(importCurl(`curl http://a/ -H 'X: {{a}}'`).text, /X: \\\{\\\{a/);
  });

  it('reports what it leaves out', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['curl http://a/ | jq .', /“jq \.” is no curl command/],
      ['curl http://a/ > out.txt', /“> out\.txt” belongs to the shell/],
      ["curl http://a/ -H 'X: y", /not closed/],
      ['curl -d "$(date)" http://a/', /would be run by the shell/],
      ['curl -X PUT', /no URL/],
      ['curl ftp://a/', /no http or https URL/],
      ['curl http://a/[1-3]', /several URLs/],
      ['curl -H "Content-Length: 3" http://a/', /Content-Length is written by the client/],
      ['curl -d @a.txt http://a/', /takes the line ends out of a\.txt/],
    ];
    for (const [command, sentence] of cases) assert.match(notesOf(command).join('\n'), sentence, command);
  });

  it('lets no value begin a line of its own', () => {
    const { text } = importCurl(`curl http://a/ -H $'X: a\\r\\nIf-Match: *' --retry $'3\\n### x' -o $'a\\n### b'`);
    assert.deepEqual(
      sentBy(text).map(({ headers }) => headers),
      [[['X', 'a If-Match: *']]],
    );
  });

  it('is recognised where it begins, after a prompt too', () => {
    for (const text of ['curl http://a/', '  $ curl -I a', 'PS C:\\x> curl.exe a', 'C:\\x>curl a', '# curl a']) {
      assert.ok(looksLikeCurl(text), text);
      assert.equal(importCurl(text).requests, 1, text);
    }
    for (const text of ['curling is fun', 'curl', 'GET http://a/ curl', '']) assert.ok(!looksLikeCurl(text), text);
  });

  it('is read in linear time', () => {
    const long = 65_536;
    const started = performance.now();
    for (const shell of ['bash', 'cmd', 'powershell'] as const) {
      for (const piece of ['\\', "'", '"', '`', '^', '$(', '\\"', "$'", '-d ', '{{', '@"\n', '\n-', '\\{\\{'])
        importCurl(`curl http://a/ -H 'X: ${piece.repeat(long / piece.length)}`, shell);
    }
    assert.ok(performance.now() - started < 20_000);
  }).timeout(40_000);
});
