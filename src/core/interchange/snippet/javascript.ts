import { type HeaderField, type HeaderList, sameName } from '../../http/headerList.ts';
import { literal } from './literal.ts';
import { attempts, gaveUp, type SnippetPlan, type Validator } from './plan.ts';

const text = (value: string): string => literal('javascript', value);

/** The request with `fetch`, for browsers and Node, as a module. */
export function javascriptSnippet(plan: SnippetPlan): string {
  const { course } = plan;
  switch (course.kind) {
    case 'plain':
      return [head(plan), once(plan, [])].join('\n');
    case 'once':
      return [head(plan), once(plan, [`if (response.status === 412) throw new Error(${text(course.refused)});`])].join(
        '\n',
      );
    case 'revalidate':
      return [head(plan), revalidate(plan)].join('\n');
    case 'guarded':
      return [head(plan), change(plan), guarded(plan, course.validator)].join('\n');
  }
}

const pair = ([name, value]: HeaderField): string => `  [${text(name)}, ${text(value)}],\n`;
const list = (name: string, headers: HeaderList): string =>
  headers.length === 0 ? `const ${name} = [];\n` : `const ${name} = [\n${headers.map(pair).join('')}];\n`;

const head = ({ url, headers }: SnippetPlan): string => `const url = ${text(url)};\n${list('headers', headers)}`;

/** Of a string `fetch` would say that it is plain text, where the request says nothing. */
function bodyCode({ body, headers }: Pick<SnippetPlan, 'body' | 'headers'>): string {
  switch (body.kind) {
    case 'none':
      return 'undefined';
    case 'text': {
      const typed = headers.some(([name]) => sameName(name, 'Content-Type'));
      return typed ? text(body.text) : `new TextEncoder().encode(${text(body.text)})`;
    }
    case 'bytes':
      return `Uint8Array.from(atob(${text(body.base64)}), (char) => char.charCodeAt(0))`;
  }
}

function once(plan: SnippetPlan, checks: readonly string[]): string {
  const { method, body } = plan;
  const content = body.kind === 'none' ? '' : `\n  body: ${bodyCode(plan)},`;
  return `const response = await fetch(url, {
  method: ${text(method)},
  headers,${content}
  redirect: 'manual',
});
${checks.map((check) => `${check}\n`).join('')}if (!response.ok) throw new Error(\`The server answered \${response.status}\`);
console.log(response.status, await response.text());
`;
}

function revalidate({ method }: SnippetPlan): string {
  return `// What the last whole answer brought. A 304 brings no content, so a condition needs something held.
let held;

async function read() {
  const conditions = [];
  if (held?.etag) conditions.push(['If-None-Match', held.etag]);
  if (held?.lastModified) conditions.push(['If-Modified-Since', held.lastModified]);
  const response = await fetch(url, {
    method: ${text(method)},
    headers: [...headers, ...conditions],
    cache: 'no-store', // The browser's own cache would answer the 304 in our place.
  });
  if (response.status === 304) return held.content;
  if (!response.ok) throw new Error(\`The server answered \${response.status}\`);
  held = {
    etag: response.headers.get('ETag'),
    lastModified: response.headers.get('Last-Modified'),
    content: await response.text(),
  };
  return held.content;
}

console.log(await read());
console.log(await read()); // Held, if the server answered 304.
`;
}

function change(plan: SnippetPlan): string {
  if (plan.body.kind === 'none') return '';
  return `// Makes the new content of what is there now. The same content every time would undo what others wrote.
function change(current) {
  return ${bodyCode(plan)};
}
`;
}

function guarded({ method, body, readHeaders }: SnippetPlan, { from, field, missing }: Validator): string {
  const content = body.kind === 'none' ? '' : '\n      body: change(current),';
  const weak = from === 'ETag' ? " || validator.startsWith('W/')" : '';
  return `${list('readHeaders', readHeaders)}
async function write() {
  for (let attempt = 1; attempt <= ${attempts}; attempt += 1) {
    const read = await fetch(url, { headers: readHeaders, cache: 'no-store', redirect: 'error' });
    const current = await read.text();
    if (!read.ok) throw new Error(\`Reading was answered \${read.status}\`);
    const validator = read.headers.get(${text(from)});
    if (!validator${weak}) throw new Error(${text(missing)});
    const response = await fetch(url, {
      method: ${text(method)},
      headers: [...headers, [${text(field)}, validator]],${content}
      redirect: 'error', // The validator speaks of this resource and no other.
    });
    if (response.ok) return response;
    if (response.status !== 412) throw new Error(\`The server answered \${response.status}\`);
    await response.body?.cancel(); // Changed meanwhile: read again.
  }
  throw new Error(${text(gaveUp)});
}

const response = await write();
console.log(response.status, await response.text());
`;
}
