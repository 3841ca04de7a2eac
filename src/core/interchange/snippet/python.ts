import type { HeaderList } from '../../http/headerList.ts';
import { literal } from './literal.ts';
import { attempts, gaveUp, joinedFields, type SnippetBody, type SnippetPlan, type Validator } from './plan.ts';

const text = (value: string): string => literal('python', value);

/** The request with `requests`. */
export function pythonSnippet(plan: SnippetPlan): string {
  const { course } = plan;
  switch (course.kind) {
    case 'plain':
      return head(plan) + once(plan, '');
    case 'once':
      return (
        head(plan) + once(plan, `if response.status_code == 412:\n    raise RuntimeError(${text(course.refused)})\n`)
      );
    case 'revalidate':
      return head(plan) + revalidate(plan);
    case 'guarded':
      return head(plan) + readList(plan) + change(plan.body) + guarded(plan, course.validator);
  }
}

function head({ url, headers, body, credentials }: SnippetPlan): string {
  const coded = body.kind === 'bytes' ? 'import base64\n\n' : '';
  const digest = credentials?.kind === 'digest' ? 'from requests.auth import HTTPDigestAuth\n' : '';
  const login =
    credentials?.kind === 'digest'
      ? `AUTH = HTTPDigestAuth(${text(credentials.user)}, ${text(credentials.password)})\n`
      : '';
  return `${coded}import requests\n${digest}\nURL = ${text(url)}\n${login}${dictionary('HEADERS', headers)}`;
}

/** An argument of every call, where the server challenges. */
const auth = ({ credentials }: SnippetPlan): string => (credentials?.kind === 'digest' ? ' auth=AUTH,' : '');

const readList = ({ readHeaders }: SnippetPlan): string => dictionary('READ_HEADERS', readHeaders);

/** `requests` knows one value a name. */
function dictionary(name: string, headers: HeaderList): string {
  const entries = joinedFields(headers).map(([field, value]) => `    ${text(field)}: ${text(value)},\n`);
  return entries.length === 0 ? `${name} = {}\n` : `${name} = {\n${entries.join('')}}\n`;
}

function bodyCode(body: SnippetBody): string {
  switch (body.kind) {
    case 'none':
      return 'None';
    case 'text':
      return `${text(body.text)}.encode('utf-8')`;
    case 'bytes':
      return `base64.b64decode(${text(body.base64)})`;
  }
}

function once(plan: SnippetPlan, check: string): string {
  const { method, body } = plan;
  return `
response = requests.request(
    ${text(method)},
    URL,
    headers=HEADERS,${auth(plan)}
    data=${bodyCode(body)},
    allow_redirects=False,
    timeout=30,
)
${check}response.raise_for_status()
print(response.status_code, response.text)
`;
}

function revalidate(plan: SnippetPlan): string {
  const { method } = plan;
  return `
# What the last whole answer brought. A 304 brings no content, so a condition needs something held.
held = None


def read():
    global held
    headers = dict(HEADERS)
    if held is not None and 'ETag' in held.headers:
        headers['If-None-Match'] = held.headers['ETag']
    if held is not None and 'Last-Modified' in held.headers:
        headers['If-Modified-Since'] = held.headers['Last-Modified']
    response = requests.request(${text(method)}, URL, headers=headers,${auth(plan)} timeout=30)
    if response.status_code == 304:
        return held.content
    response.raise_for_status()
    held = response
    return held.content


print(read())
print(read())  # Held, if the server answered 304.
`;
}

function change(body: SnippetBody): string {
  if (body.kind === 'none') return '';
  return `

def change(current):
    # Makes the new content of what is there now. The same content every time would undo what others wrote.
    return ${bodyCode(body)}
`;
}

function guarded(plan: SnippetPlan, { from, field, missing }: Validator): string {
  const { method, body } = plan;
  const content = body.kind === 'none' ? '' : '\n            data=change(read.content),';
  const weak = from === 'ETag' ? " or validator.startswith('W/')" : '';
  return `

def write():
    for _ in range(${attempts}):
        read = requests.get(URL, headers=READ_HEADERS,${auth(plan)} allow_redirects=False, timeout=30)
        if read.status_code != 200:
            raise RuntimeError(f'Reading was answered {read.status_code}')
        validator = read.headers.get(${text(from)})
        if validator is None${weak}:
            raise RuntimeError(${text(missing)})
        response = requests.request(
            ${text(method)},
            URL,
            headers={**HEADERS, ${text(field)}: validator},${auth(plan)}${content}
            allow_redirects=False,  # The validator speaks of this resource and no other.
            timeout=30,
        )
        if response.status_code == 412:
            continue  # Changed meanwhile: read again.
        if not 200 <= response.status_code < 300:
            raise RuntimeError(f'The server answered {response.status_code}')
        return response
    raise RuntimeError(${text(gaveUp)})


response = write()
print(response.status_code, response.text)
`;
}
