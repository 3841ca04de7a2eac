import type { HeaderList } from '../../http/headerList.ts';
import { literal } from './literal.ts';
import { attempts, gaveUp, type SnippetBody, type SnippetPlan, type Validator } from './plan.ts';

/** A constant of the class file holds 65,535 bytes at most. */
const longest = 20_000;

function text(value: string): string {
  if (value.length <= longest) return literal('java', value);
  const pieces: string[] = [];
  for (let at = 0; at < value.length; at += longest) pieces.push(literal('java', value.slice(at, at + longest)));
  return `String.join("", ${pieces.join(', ')})`;
}

/** The request with `java.net.http`, for Java 11 and later. */
export function javaSnippet(plan: SnippetPlan): string {
  const { course } = plan;
  switch (course.kind) {
    case 'plain':
      return framed(plan, send + once(plan, ''));
    case 'once':
      return framed(plan, send + once(plan, refused(course.refused)));
    case 'revalidate':
      return framed(plan, send + revalidate(plan));
    case 'guarded':
      return framed(plan, send + change(plan.body) + guarded(plan, course.validator));
  }
}

const refused = (sentence: string): string =>
  `        if (response.statusCode() == 412) throw new IOException(${text(sentence)});\n`;

/** Java takes a few characters for no part of a URI that others let pass; brackets around an address may stay. */
function address(url: string): string {
  const authority = /^[a-z]+:\/\/[^/?]*/i.exec(url)?.[0] ?? '';
  const rest = url.slice(authority.length).replaceAll(/%(?![\da-f]{2})|[\\"<>^`{|}[\]]/gi, encodeURIComponent);
  return text(authority + rest);
}

function framed({ url, body, course }: SnippetPlan, members: string): string {
  const used = body.kind !== 'none' && course.kind !== 'revalidate' ? body.kind : 'none';
  const imports = [
    'java.io.IOException',
    'java.net.URI',
    'java.net.http.HttpClient',
    'java.net.http.HttpRequest',
    'java.net.http.HttpRequest.BodyPublisher',
    'java.net.http.HttpRequest.BodyPublishers',
    'java.net.http.HttpResponse',
    'java.net.http.HttpResponse.BodyHandlers',
    'java.nio.charset.StandardCharsets',
    ...(used === 'bytes' ? ['java.util.Base64'] : []),
  ];
  return `${imports.map((name) => `import ${name};\n`).join('')}
public class CopiedRequest {
    private static final URI ADDRESS = URI.create(${address(url)});
    // Follows no redirects: a validator speaks of one resource and no other.
    private static final HttpClient CLIENT =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
${members}}
`;
}

const send = `
    private static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    private static String textOf(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
`;

/** What `HttpClient` writes itself, and refuses to take. */
const settable = (headers: HeaderList): HeaderList =>
  headers.filter(([name]) => !/^(?:host|expect|upgrade|connection|content-length)$/i.test(name));

const fields = (headers: HeaderList): string =>
  settable(headers)
    .map(([name, value]) => `\n            .header(${text(name)}, ${text(value)})`)
    .join('');

function bodyCode(body: SnippetBody): string {
  switch (body.kind) {
    case 'none':
      return 'new byte[0]';
    case 'text':
      return `${text(body.text)}.getBytes(StandardCharsets.UTF_8)`;
    case 'bytes':
      return `Base64.getDecoder().decode(${text(body.base64)})`;
  }
}

const publisher = (body: SnippetBody, code: string): string =>
  body.kind === 'none' ? 'BodyPublishers.noBody()' : `BodyPublishers.ofByteArray(${code})`;

function once({ method, headers, body }: SnippetPlan, check: string): string {
  return `
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BodyPublisher content = ${publisher(body, bodyCode(body))};
        HttpRequest request = HttpRequest.newBuilder(ADDRESS)${fields(headers)}
            .method(${text(method)}, content)
            .build();
        HttpResponse<byte[]> response = send(request);
${check}        if (response.statusCode() >= 300) throw new IOException("The server answered " + response.statusCode());
        System.out.println(response.statusCode() + " " + textOf(response.body()));
    }
`;
}

function revalidate({ method, headers }: SnippetPlan): string {
  return `
    // What the last whole answer brought. A 304 brings no content, so a condition needs something held.
    private static HttpResponse<byte[]> held;

    private static byte[] read() throws IOException, InterruptedException {
        BodyPublisher nothing = BodyPublishers.noBody();
        HttpRequest.Builder request = HttpRequest.newBuilder(ADDRESS)${fields(headers)}
            .method(${text(method)}, nothing);
        if (held != null) {
            held.headers().firstValue("ETag").ifPresent(etag -> request.header("If-None-Match", etag));
            held.headers().firstValue("Last-Modified").ifPresent(date -> request.header("If-Modified-Since", date));
        }
        HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() == 304) return held.body();
        if (response.statusCode() >= 300) throw new IOException("The server answered " + response.statusCode());
        held = response;
        return held.body();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println(textOf(read()));
        System.out.println(textOf(read())); // Held, if the server answered 304.
    }
`;
}

function change(body: SnippetBody): string {
  if (body.kind === 'none') return '';
  return `
    // Makes the new content of what is there now. The same content every time would undo what others wrote.
    private static byte[] change(byte[] current) {
        return ${bodyCode(body)};
    }
`;
}

function guarded({ method, headers, readHeaders, body }: SnippetPlan, { from, field, missing }: Validator): string {
  const weak = from === 'ETag' ? ' || validator.startsWith("W/")' : '';
  return `
    private static HttpResponse<byte[]> write() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ${attempts}; attempt++) {
            HttpRequest reading = HttpRequest.newBuilder(ADDRESS)${fields(readHeaders).replaceAll('\n', '\n    ')}
                .build();
            HttpResponse<byte[]> read = send(reading);
            if (read.statusCode() != 200) throw new IOException("Reading was answered " + read.statusCode());
            String validator = read.headers().firstValue(${text(from)}).orElse("");
            if (validator.isEmpty()${weak}) throw new IOException(${text(missing)});
            BodyPublisher content = ${publisher(body, 'change(read.body())')};
            HttpRequest writing = HttpRequest.newBuilder(ADDRESS)${fields(headers).replaceAll('\n', '\n    ')}
                .header(${text(field)}, validator)
                .method(${text(method)}, content)
                .build();
            HttpResponse<byte[]> response = send(writing);
            if (response.statusCode() == 412) continue; // Changed meanwhile: read again.
            if (response.statusCode() >= 300) throw new IOException("The server answered " + response.statusCode());
            return response;
        }
        throw new IOException(${text(gaveUp)});
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = write();
        System.out.println(response.statusCode() + " " + textOf(response.body()));
    }
`;
}
