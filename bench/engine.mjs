/**
 * `npm run bench -- --engine`: what one judgement costs. Every rule on one request, the evaluation of its
 * preconditions, and the prediction at its line's end, each with 500 resources in memory, on the built core.
 */
import { evaluate } from '../out/src/core/conditional/evaluation/evaluate.js';
import { emptyMemory, remember } from '../out/src/core/conditional/memory/memory.js';
import { judgeBlock, newPass } from '../out/src/core/service/check/judgeBlock.js';
import { predictionHints } from '../out/src/core/service/languageService.js';
import { surroundingsOf } from '../out/src/core/service/request/surroundings.js';
import { parse } from '../out/src/core/syntax/parse.js';
import { median, timed } from './measure.mjs';
import { contextOf } from './ours.mjs';
import { machine, table } from './report.mjs';

const now = Date.UTC(2026, 10, 21, 12);
const origin = 'https://api.example.com';
const resources = 500;
const rounds = 31;

/** Requests to a known resource, each with what it is there for. */
const requests = {
  'no condition': ['GET', 'Accept: application/json', 'Authorization: Bearer abc.def'],
  'If-None-Match, current': ['GET', 'Accept: application/json', 'If-None-Match: "v7"'],
  'If-Match, current': ['PUT', 'Content-Type: application/json', 'If-Match: "v7"'],
  'If-Match, replaced': ['PUT', 'Content-Type: application/json', 'If-Match: "v1"'],
  'If-Match, unquoted': ['PUT', 'Content-Type: application/json', 'If-Match: v7'],
  'If-Match, ten tags': ['PUT', `If-Match: ${Array.from({ length: 10 }, (_, each) => `"t${each}"`).join(', ')}`],
  'If-Unmodified-Since': ['DELETE', 'If-Unmodified-Since: Sat, 21 Nov 2026 08:00:00 GMT'],
  'If-Modified-Since, ISO 8601': ['GET', 'If-Modified-Since: 2026-11-21T08:00:00Z'],
  'If-Range': ['GET', 'Range: bytes=0-99', 'If-Range: "v7"'],
  'all five fields': [
    'GET',
    'If-Match: "v7"',
    'If-None-Match: "v6", W/"v5"',
    'If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT',
    'If-Unmodified-Since: Sat, 21 Nov 2026 08:00:00 GMT',
    'Range: bytes=0-99',
    'If-Range: "v7"',
  ],
};

/** An answer that was seen a minute ago. */
function seen(url, etag) {
  const headers = [
    ['ETag', etag],
    ['Last-Modified', 'Sat, 21 Nov 2026 08:00:00 GMT'],
    ['Date', 'Sat, 21 Nov 2026 11:59:00 GMT'],
  ];
  const body = new Uint8Array(100);
  const response = { status: 200, reason: 'OK', httpVersion: '1.1', headers, body, bodyBytes: 100, complete: true };
  return {
    request: { method: 'GET', url, headers: [] },
    response,
    hops: [],
    timings: {},
    startedAt: now - 60_000,
    endedAt: now - 60_000,
  };
}

function knownResources() {
  const context = { environment: '', identity: '', request: undefined, now: now - 60_000 };
  let memory = emptyMemory;
  for (let number = 0; number < resources; number += 1) {
    memory = remember(memory, seen(`${origin}/articles/${number}`, '"v1"'), context);
    memory = remember(memory, seen(`${origin}/articles/${number}`, '"v7"'), context);
  }
  return memory;
}

/** Microseconds of processor time that one call takes: the median of rounds of some hundred calls each. */
function costOf(work, calls = 400) {
  for (let call = 0; call < calls; call += 1) work();
  const taken = [];
  for (let round = 0; round < rounds; round += 1) {
    const { cpu } = timed(() => {
      for (let call = 0; call < calls; call += 1) work();
    });
    taken.push((cpu * 1000) / calls);
  }
  return median(taken);
}

const current = {
  exists: true,
  etag: { kind: 'known', value: { weak: false, opaque: 'v7' } },
  lastModified: { kind: 'known', value: Date.UTC(2026, 10, 21, 8) },
  date: now - 60_000,
};

function measureRequest(context, name, [method, ...lines]) {
  const text = `${method} ${origin}/articles/250\n${lines.join('\n')}\n`;
  const document = parse(text);
  const [{ block }] = document.blocks;
  const headers = lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
  const pass = newPass(document, surroundingsOf(context));
  const place = { start: 0, blockIndex: 0, firstRequest: 0 };
  return {
    name,
    found: judgeBlock(pass, block, place).found.length,
    check: costOf(() => judgeBlock(pass, block, place)),
    evaluation: costOf(() => evaluate({ method, headers }, current, now)),
    hint: costOf(() => predictionHints(document, { start: 0, end: text.length }, context)),
  };
}

const us = (value) => value.toFixed(1);

/** The section of the page, and the same for the terminal. */
export function measureEngine() {
  const context = contextOf(knownResources());
  const measured = Object.entries(requests).map(([name, request]) => measureRequest(context, name, request));
  const rows = measured.map(({ name, found, check, evaluation, hint }) => [
    name,
    String(found),
    `**${us(check)}**`,
    `**${us(evaluation)}**`,
    us(hint),
  ]);
  const worst = (of) => Math.max(...measured.map(of));
  const target = (what, value, limit) =>
    `- ${value <= limit ? 'Met' : '**Missed**'}: ${what} at most ${limit} µs: ${us(value)} at worst.`;
  return `## One request

Written by \`npm run bench -- --engine\`. Machine: ${machine()}. Microseconds of processor time for one call, medians of ${rounds}
rounds, with ${resources} resources in memory. The check is every rule on one request, resolution included, to the list of
findings; the evaluation is RFC 9110 §13.2.2 alone; the prediction is the hint at the end of the request line with its
hover.

${table(['request', 'findings', 'check, µs', 'evaluation, µs', 'prediction, µs'], rows)}

${target(
  'a check of one request takes',
  worst(({ check }) => check),
  50,
)}
${target(
  'an evaluation takes',
  worst(({ evaluation }) => evaluation),
  5,
)}
`;
}
