import { withoutUrlSecrets } from '../../core/http/secret.ts';
import type { Fix, Problem } from '../../core/service/problem.ts';
import type { PlacedRequest } from '../../core/syntax/locate.ts';
import type { LinePositions } from '../linePositions.ts';
import { orNull } from './print.ts';

/** A problem as `lint` tells it. */
export function problemJson(problem: Problem, requests: readonly PlacedRequest[], positions: LinePositions) {
  const { code, severity, message, rfc, url } = problem;
  const request = problem.request === undefined ? undefined : requests[problem.request];
  return {
    code,
    severity,
    message,
    rfc,
    url,
    range: positions.range(problem),
    request: orNull(request && requestSummary(request)),
    related: problem.related.map((each) => ({ message: each.message, range: positions.range(each) })),
    fixes: problem.fixes.map((fix) => fixJson(fix, positions)),
  };
}

function requestSummary({ index, node }: PlacedRequest) {
  const { name, method, target } = node;
  return { index, name: orNull(name?.text), method: method?.text ?? 'GET', target: withoutUrlSecrets(target.text) };
}

function fixJson(fix: Fix, positions: LinePositions) {
  switch (fix.kind) {
    case 'edit': {
      const edits = fix.edits.map((edit) => ({ range: positions.range(edit), newText: edit.newText }));
      return { title: fix.title, edits };
    }
    case 'refresh-etag':
      return { title: fix.title, edits: null, action: 'refresh-etag' };
  }
}
