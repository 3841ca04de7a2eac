/**
 * A GraphQL operation, and the JSON object of its variables after a blank line, as the JSON that servers take. The
 * variables go out as they are written, so that no number in them loses digits.
 */
export function graphqlEnvelope(text: string): string {
  const split = variablesStart(text);
  const query = text.slice(0, split).trim();
  const variables = text.slice(split).trim();
  const name = /^\s*(?:query|mutation|subscription)\s+(\w+)/m.exec(query)?.[1];
  const members = [`"query":${JSON.stringify(query)}`];
  if (name !== undefined) members.push(`"operationName":${JSON.stringify(name)}`);
  if (variables !== '') members.push(`"variables":${variables}`);
  return `{${members.join(',')}}`;
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
