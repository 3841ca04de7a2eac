import { type HeaderList, sameName } from '../../http/headerList.ts';
import { literal } from './literal.ts';
import { attempts, gaveUp, type SnippetBody, type SnippetPlan, type Validator } from './plan.ts';

const text = (value: string): string => literal('csharp', value);

/** The request with `HttpClient`. */
export function csharpSnippet(plan: SnippetPlan): string {
  const { course } = plan;
  switch (course.kind) {
    case 'plain':
      return framed(plan, once(plan, ''));
    case 'once':
      return framed(plan, once(plan, refused(course.refused)));
    case 'revalidate':
      return framed(plan, first + revalidate(plan));
    case 'guarded':
      return framed(plan, first + change(plan.body) + guarded(plan, course.validator));
  }
}

const first = `
    private static string First(HttpHeaders headers, string name)
    {
        return headers.TryGetValues(name, out var values) ? values.First() : null;
    }
`;

const refused = (sentence: string): string =>
  `            if ((int)response.StatusCode == 412) throw new HttpRequestException(${text(sentence)});\n`;

/** Unless it is told which octets are meant, .NET refuses field values that are not ASCII. */
function handler(octets: 'ascii' | 'latin-1', login: string): string {
  const settings = `AllowAutoRedirect = false${login === '' ? '' : ', Credentials = Login'}`;
  if (octets === 'ascii') return `new HttpClientHandler { ${settings} }`;
  return `new SocketsHttpHandler { ${settings}, RequestHeaderEncodingSelector = (name, request) => Encoding.Latin1 }`;
}

/** .NET answers the challenges of these schemes itself. */
function loginOf({ credentials }: SnippetPlan): string {
  if (credentials?.kind !== 'digest' && credentials?.kind !== 'unsupported') return '';
  const scheme = credentials.kind === 'digest' ? 'Digest' : credentials.scheme;
  const pair = `new NetworkCredential(${text(credentials.user)}, ${text(credentials.password)})`;
  return `
    // Answers the challenge of the server.
    private static readonly CredentialCache Login = new CredentialCache { { Address, ${text(scheme)}, ${pair} } };
`;
}

function framed(plan: SnippetPlan, members: string): string {
  const { url, headers, body, course } = plan;
  const login = loginOf(plan);
  const latin = headers.some(([, value]) => /[^\0-\x7f]/.test(value));
  const encodes = latin || (body.kind === 'text' && course.kind !== 'revalidate');
  const linq = course.kind === 'revalidate' || course.kind === 'guarded';
  return `using System;
${linq ? 'using System.Linq;\n' : ''}${login === '' ? '' : 'using System.Net;\n'}using System.Net.Http;
${linq ? 'using System.Net.Http.Headers;\n' : ''}${encodes ? 'using System.Text;\n' : ''}using System.Threading.Tasks;

public static class CopiedRequest
{
    private static readonly Uri Address = new Uri(${text(url)});
${login}
    // Follows no redirects: a validator speaks of one resource and no other.
    private static readonly HttpClient Client = new HttpClient(${handler(latin ? 'latin-1' : 'ascii', login)});
${members}}
`;
}

/** Fields of the content belong to the content; without any there is nowhere to put them. */
const isOfContent = (name: string): boolean => /^(?:content-.*|allow|expires|last-modified)$/i.test(name);

function fields(request: string, headers: HeaderList, body: SnippetBody): string {
  const line =
    (target: string) =>
    ([name, value]: HeaderList[number]) =>
      `            ${target}.TryAddWithoutValidation(${text(name)}, ${text(value)});\n`;
  const own = headers.filter(([name]) => !isOfContent(name)).map(line(`${request}.Headers`));
  const content = headers.filter(([name]) => isOfContent(name)).map(line(`${request}.Content.Headers`));
  return [...own, ...(body.kind === 'none' ? [] : content)].join('');
}

function bodyCode(body: SnippetBody): string {
  switch (body.kind) {
    case 'none':
      return 'new byte[0]';
    case 'text':
      return `Encoding.UTF8.GetBytes(${text(body.text)})`;
    case 'bytes':
      return `Convert.FromBase64String(${text(body.base64)})`;
  }
}

const contentLine = (request: string, body: SnippetBody, code: string): string =>
  body.kind === 'none' ? '' : `            ${request}.Content = new ByteArrayContent(${code});\n`;

const failing = `            if (!response.IsSuccessStatusCode)
                throw new HttpRequestException("The server answered " + (int)response.StatusCode);
`;

function once({ method, headers, body }: SnippetPlan, check: string): string {
  return `
    public static async Task Main()
    {
        using (var request = new HttpRequestMessage(new HttpMethod(${text(method)}), Address))
        {
${contentLine('request', body, bodyCode(body))}${fields('request', headers, body)}            var response = await Client.SendAsync(request);
${check}${failing}            Console.WriteLine((int)response.StatusCode + " " + await response.Content.ReadAsStringAsync());
        }
    }
`;
}

function revalidate({ method, headers }: SnippetPlan): string {
  return `
    // What the last whole answer brought. A 304 brings no content, so a condition needs something held.
    private static string etag, lastModified, content;

    private static async Task<string> Read()
    {
        using (var request = new HttpRequestMessage(new HttpMethod(${text(method)}), Address))
        {
${fields('request', headers, { kind: 'none' })}            if (etag != null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            if (lastModified != null) request.Headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
            var response = await Client.SendAsync(request);
            if ((int)response.StatusCode == 304) return content;
${failing}            content = await response.Content.ReadAsStringAsync();
            etag = First(response.Headers, "ETag");
            lastModified = First(response.Content.Headers, "Last-Modified");
            return content;
        }
    }

    public static async Task Main()
    {
        Console.WriteLine(await Read());
        Console.WriteLine(await Read()); // Held, if the server answered 304.
    }
`;
}

function change(body: SnippetBody): string {
  if (body.kind === 'none') return '';
  return `
    // Makes the new content of what is there now. The same content every time would undo what others wrote.
    private static byte[] Change(byte[] current)
    {
        return ${bodyCode(body)};
    }
`;
}

/** The read and the validator that it brings. .NET counts `Last-Modified` among the fields of the content. */
function reading({ readHeaders }: SnippetPlan, { from, missing }: Validator): string {
  const place = from === 'ETag' ? 'read.Headers' : 'read.Content.Headers';
  const weak = from === 'ETag' ? ' || validator.StartsWith("W/", StringComparison.Ordinal)' : '';
  return `
    private static async Task<(string validator, byte[] current)> Read()
    {
        using (var request = new HttpRequestMessage(HttpMethod.Get, Address))
        {
${fields('request', readHeaders, { kind: 'none' })}            var read = await Client.SendAsync(request);
            if ((int)read.StatusCode != 200)
                throw new HttpRequestException("Reading was answered " + (int)read.StatusCode);
            var validator = First(${place}, ${text(from)});
            if (validator == null${weak})
                throw new HttpRequestException(${text(missing)});
            var current = await read.Content.ReadAsByteArrayAsync();
            return (validator, current);
        }
    }
`;
}

function guarded(plan: SnippetPlan, validator: Validator): string {
  const { method, headers, body } = plan;
  const own = headers.filter(([name]) => !sameName(name, validator.field));
  return `${reading(plan, validator)}
    private static async Task<HttpResponseMessage> Write(string validator, byte[] current)
    {
        using (var request = new HttpRequestMessage(new HttpMethod(${text(method)}), Address))
        {
${contentLine('request', body, 'Change(current)')}${fields('request', own, body)}            request.Headers.TryAddWithoutValidation(${text(validator.field)}, validator);
            return await Client.SendAsync(request);
        }
    }

    public static async Task Main()
    {
        for (var attempt = 0; attempt < ${attempts}; attempt++)
        {
            var (validator, current) = await Read();
            var response = await Write(validator, current);
            if ((int)response.StatusCode == 412) continue; // Changed meanwhile: read again.
${failing}            Console.WriteLine((int)response.StatusCode + " " + await response.Content.ReadAsStringAsync());
            return;
        }
        throw new HttpRequestException(${text(gaveUp)});
    }
`;
}
