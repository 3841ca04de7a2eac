import { contentLength } from '../core/http/contentLength.ts';
import type { HttpRequest } from '../core/http/exchange.ts';
import type { PlacedRequest } from '../core/syntax/locate.ts';
import { resolveRequest } from '../core/syntax/resolving/resolve.ts';
import { createScope } from '../core/syntax/values/scope.ts';
import { prepareRequest } from '../exchange/sending/prepareRequest.ts';
import { chooseFormat, commonOptions, oneFile, readArguments } from './arguments.ts';
import { type Circumstances, circumstancesOf } from './circumstances.ts';
import { faultsJson } from './json/faultsJson.ts';
import { jsonLine } from './json/print.ts';
import { type Command, EXIT } from './output.ts';
import { type Input, readInput } from './readInput.ts';
import { selectRequests } from './selectRequests.ts';
import { SEND_OPTIONS } from './sendOptions.ts';

/** `precondition resolve FILE` */
export const resolveCommand: Command = {
  name: 'resolve',
  summary: 'Print what would go on the wire, without sending it.',
  help: `Usage: precondition resolve FILE [--request NAME|NUMBER] [--env NAME] [--var NAME=VALUE]…

Prints each request of FILE (- for stdin) as JSON with its variables replaced and its
content put together. Nothing is sent. What keeps a request from being sent is told
as faults.

  --request NAME|NUMBER   only this request; numbers count from 1
`,
  async run(args, output) {
    const options = { ...commonOptions, request: { type: 'string' }, format: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, options);
    chooseFormat(values.format, ['json']);
    const input = await readInput(oneFile(positionals));
    const circumstances = await circumstancesOf(input, values, output);
    const requests = [];
    for (const placed of selectRequests(input.document, values.request)) {
      requests.push(await resolvedJson(input, circumstances, placed));
    }
    output.out(jsonLine({ version: 1, requests }));
    return EXIT.fine;
  },
};

async function resolvedJson(input: Input, circumstances: Circumstances, placed: PlacedRequest) {
  const { document, positions } = input;
  const { environment, files, memory } = circumstances;
  const scope = circumstances.scope();
  const sending = { document, request: placed.index, scope, environment, options: SEND_OPTIONS };
  const ports = { files, hashIdentity: memory.hashIdentity };
  const prepared = await prepareRequest(ports, sending, 'whole');
  if (prepared.kind === 'refused') {
    const { method, url, target, headers } = resolveRequest(placed, createScope(document, scope));
    const fields = headers.map(({ field }) => field);
    const faults = faultsJson(prepared.faults, positions);
    return { index: placed.index, method, url: url ?? target, headers: fields, body: null, bodyBytes: 0, faults };
  }
  const { method, url, headers } = prepared.request;
  return { index: placed.index, method, url, headers, ...bodyJson(prepared.request), faults: [] };
}

/** Content that is no UTF-8 text goes into `bodyBase64`, so that no byte is lost; a large file is only counted. */
function bodyJson({ body, stream }: Pick<HttpRequest, 'body' | 'stream'>) {
  if (body === undefined) return { body: null, bodyBytes: contentLength({ body, ...(stream && { stream }) }) };
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  const same = Buffer.from(text, 'utf8').equals(body);
  if (same) return { body: text, bodyBytes: body.length };
  return { body: null, bodyBase64: Buffer.from(body).toString('base64'), bodyBytes: body.length };
}
