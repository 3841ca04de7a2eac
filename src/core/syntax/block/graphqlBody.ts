import { firstValue, type HeaderList } from '../../http/headerList.ts';
import type { RequestNode } from '../ast.ts';

/**
 * A GraphQL operation, and the JSON object of its variables after a blank line, as the JSON that servers take. The
 * variables go out as they are written, so that no number in them loses digits. Of several operations the one that is
 * `chosen` is named, or else the first.
 */
export function graphqlEnvelope(text: string, chosen?: string): string {
  const split = variablesStart(text);
  const query = text.slice(0, split).trim();
  const variables = text.slice(split).trim();
  const names = [...query.matchAll(/^\s*(?:query|mutation|subscription)\s+(\w+)/gm)].map(([, name]) => name);
  const name = names.find((each) => each === chosen) ?? names[0];
  const members = [`"query":${JSON.stringify(query)}`];
  if (name !== undefined) members.push(`"operationName":${JSON.stringify(name)}`);
  if (variables !== '') members.push(`"variables":${variables}`);
  return `{${members.join(',')}}`;
}

/** The operation that the request chooses: behind `gql` before its file, or in `X-GraphQL-Operation`. */
export function chosenOperation({ body }: Pick<RequestNode, 'body'>, headers: HeaderList): string | undefined {
  const file = body.parts.find((part) => part.kind === 'file');
  return file?.operation ?? firstValue(headers, 'X-GraphQL-Operation')?.trim();
}

/** Where the variables begin: after a blank line, with a brace and a quote, which no selection set has. */
function variablesStart(text: string): number {
  let at = 0;
  let start = text.length;
  let afterBlank = false;
  for (const line of text.split('\n')) {
    const content = line.trim();
    if (afterBlank && content.startsWith('{') && isJsonObject(text, at + line.indexOf('{'))) start = at;
    afterBlank = content === '';
    at += line.length + 1;
  }
  return start;
}

function isJsonObject(text: string, brace: number): boolean {
  let at = brace + 1;
  while (at < text.length && ' \t\n'.includes(text.charAt(at))) at += 1;
  return text.charAt(at) === '"' || text.charAt(at) === '}';
}
