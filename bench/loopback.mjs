/**
 * The server of the transport's benchmark, a process of its own: a small JSON, the same behind an entity tag, and as
 * many bytes as the path says. Prints its port.
 */
import { createServer } from 'node:http';

const small = JSON.stringify({ id: 7, title: 'A thousand bytes', text: 'x'.repeat(950) });
const piece = Buffer.alloc(64 * 1024, 'y');

function flood(response, size) {
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': size });
  let left = size;
  const more = () => {
    while (left > 0) {
      const next = left < piece.length ? piece.subarray(0, left) : piece;
      left -= next.length;
      if (!response.write(next)) return;
    }
    response.end();
  };
  response.on('drain', more);
  more();
}

const server = createServer((request, response) => {
  const size = /^\/bytes\/(\d+)$/.exec(request.url)?.[1];
  if (size !== undefined) return flood(response, Number(size));
  const headers = { ETag: '"v7"', 'Last-Modified': 'Sat, 21 Nov 2026 08:00:00 GMT' };
  if (request.headers['if-none-match'] === '"v7"') return response.writeHead(304, headers).end();
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': small.length, ...headers });
  response.end(small);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.on('disconnect', () => process.exit());
