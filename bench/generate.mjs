/**
 * Deterministic `.http` files to measure with. A request has five header fields; half of the requests have a JSON
 * body, a quarter a precondition, one in ten a name, one in fifty a mistake in its precondition; between two and
 * three references to variables each.
 */

const methods = ['GET', 'GET', 'GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE'];
const withBody = new Set(['POST', 'PUT', 'PATCH']);
const types = ['orders', 'customers', 'invoices', 'articles'];

/** Numbers in [0, n), the same ones for the same seed (a linear congruential generator). */
function dice(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

function body(number, roll) {
  return [
    '{',
    `  "id": ${number},`,
    `  "customer": "{{customer${roll(10)}}}",`,
    `  "amount": ${roll(10_000)}.${roll(90) + 10},`,
    `  "state": "${['open', 'paid', 'sent'][roll(3)]}"`,
    '}',
  ];
}

function condition(method, number, roll) {
  const flawed = number % 50 === 7;
  if (method === 'GET' && (flawed || roll(10) < 2)) {
    if (flawed) return [`If-None-Match: v${number}`];
    return [roll(2) === 0 ? 'If-None-Match: {{tag}}' : 'If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT'];
  }
  if (method === 'PUT' || (method !== 'GET' && method !== 'POST' && roll(4) < 1)) {
    return [flawed ? `If-Match: W/"v${number}"` : `If-Match: "v${number}"`];
  }
  return [];
}

function request(number, roll) {
  const method = methods[roll(methods.length)];
  const content = withBody.has(method) || (method === 'DELETE' && roll(10) < 9) || (method === 'GET' && roll(100) < 1);
  const name = number % 10 === 3 ? [`# @name request${number}`] : [];
  return [
    `### ${method === 'GET' ? 'Read' : 'Write'} ${number}`,
    ...name,
    `${method} {{base}}/${types[roll(types.length)]}/${number}?page=${roll(9)} HTTP/1.1`,
    'Accept: application/json',
    'Authorization: Bearer {{token}}',
    ...(content ? ['Content-Type: application/json'] : ['Accept-Language: en']),
    `X-Request-Id: r-${number}-${roll(100_000)}`,
    ...condition(method, number, roll),
    '',
    ...(content ? [...body(number, roll), ''] : []),
  ].join('\n');
}

/** The text of a file with that many requests and, besides twenty usual ones, `further` file variables. */
export function generate(requests, further = 0) {
  const roll = dice(requests + further);
  const variables = ['@base = https://api.example.com', '@token = abc.def.ghi', '@tag = "v7"'];
  for (let number = 0; number < 17; number += 1) variables.push(`@customer${number} = c-${roll(100_000)}`);
  for (let number = 0; number < further; number += 1) variables.push(`@further${number} = f-${roll(100_000)}`);
  const all = [`${variables.join('\n')}\n`];
  for (let number = 1; number <= requests; number += 1) all.push(request(number, roll));
  return all.join('\n');
}
