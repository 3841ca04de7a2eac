import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { Span, Token } from '../../../src/core/span.ts';
import type { Block, HeaderNode, RequestNode } from '../../../src/core/syntax/ast.ts';
import { fencedBlocks, parseMarkdown } from '../../../src/core/syntax/block/fences.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { resolveRequest } from '../../../src/core/syntax/resolving/resolve.ts';
import { createScope } from '../../../src/core/syntax/values/scope.ts';
import { anyFile } from './anyFile.ts';
import { documents, patience } from './documents.ts';
import { inputs, plain } from './reading.ts';

const runs = { numRuns: documents };

function nests(outer: Span, inner: Span, what: string): void {
  ok(outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end, what);
}

function slices(text: string, token: Token | undefined): void {
  if (token !== undefined) equal(text.slice(token.start, token.end), token.text);
}

function checkHeader(text: string, header: HeaderNode): void {
  nests(header, header.name, 'name in field');
  nests(header, header.value, 'value in field');
  slices(text, header.name);
  for (const line of header.lines ?? [header.value]) slices(text, line);
}

function checkRequest(text: string, request: RequestNode): void {
  const { target, headers, body, epilogue, directives, prologue, requestLine } = request;
  // Its texts are what the shell makes of the arguments, and need not be slices.
  if (request.curl !== undefined) {
    for (const part of [requestLine, target, body, ...headers, ...body.parts]) nests(request, part, 'part in command');
    return;
  }
  for (const part of [requestLine, target, body, ...headers, ...epilogue, ...directives, ...prologue])
    nests(request, part, 'part in request');
  for (const token of [request.method, request.httpVersion, ...target.pieces, ...epilogue, ...prologue])
    slices(text, token);
  for (const directive of directives) for (const token of [directive.name, directive.value]) slices(text, token);
  for (const header of headers) checkHeader(text, header);
  for (const part of body.parts) {
    nests(body, part, 'part in body');
    slices(text, part.kind === 'text' ? part : part.path);
  }
}

function checkBlock(block: Block): void {
  const { text, separator, requests, variables, comments, responses, faults } = block;
  const whole = { start: 0, end: text.length };
  for (const node of [...requests, ...variables, ...comments, ...responses, ...faults])
    nests(whole, node, 'node in block');
  for (const { name, value } of variables) for (const token of [name, value]) slices(text, token);
  for (const response of responses) for (const token of [response.statusLine, response.body]) slices(text, token);
  slices(text, separator?.title);
  for (const request of requests) checkRequest(text, request);
}

describe('any text', function () {
  this.timeout(patience);
  it('has a tree whose blocks make up the text and whose spans nest and slice', () => {
    fc.assert(
      fc.property(anyFile, (text) => {
        const { blocks } = parse(text);
        equal(blocks.map(({ block }) => block.text).join(''), text);
        let at = 0;
        for (const { start, block } of blocks) {
          equal(start, at);
          checkBlock(block);
          at += block.text.length;
        }
      }),
      runs,
    );
  });
  it('means the same with CRLF as with LF', () => {
    const shape = (text: string) =>
      JSON.stringify(
        parse(text).blocks.map(({ block }) => plain(block)),
        (key, value) =>
          key === 'start' || key === 'end'
            ? undefined
            : typeof value === 'string'
              ? value.replaceAll('\r\n', '\n')
              : value,
      );
    fc.assert(
      fc.property(anyFile, (file) => {
        const text = file.replaceAll('\r', '');
        equal(shape(text.replaceAll('\n', '\r\n')), shape(text));
      }),
      runs,
    );
  });
  it('resolves without an exception, every piece of a value in its place', () => {
    fc.assert(
      fc.property(anyFile, (text) => {
        const document = parse(text);
        const scope = createScope(document, inputs());
        for (const placed of documentRequests(document)) {
          for (const { value, field } of resolveRequest(placed, scope).headers) {
            const { pieces } = value;
            equal(pieces.map(({ expanded }) => value.text.slice(expanded.start, expanded.end)).join(''), field[1]);
          }
        }
      }),
      runs,
    );
  });
  it('as Markdown has fenced blocks in order, and blocks that slice to it', () => {
    fc.assert(
      fc.property(anyFile, (text) => {
        let end = 0;
        for (const fence of fencedBlocks(text)) {
          ok(end <= fence.start && fence.start <= fence.end && fence.end <= text.length);
          end = fence.end;
        }
        for (const { start, block } of parseMarkdown(text).blocks) {
          equal(text.slice(start, start + block.text.length), block.text);
          checkBlock(block);
        }
      }),
      runs,
    );
  });
  it('of any bytes is read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = new TextDecoder().decode(bytes);
        deepEqual(
          parse(text)
            .blocks.map(({ block }) => plain(block).text)
            .join(''),
          text,
        );
      }),
      runs,
    );
  });
});
