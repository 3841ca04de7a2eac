import type { HttpRequest } from '../../http/exchange.ts';
import { csharpSnippet } from './csharp.ts';
import { goSnippet } from './go.ts';
import { javaSnippet } from './java.ts';
import { javascriptSnippet } from './javascript.ts';
import { leftOut } from './leftOut.ts';
import type { SnippetLanguage } from './literal.ts';
import { type SnippetPlan, snippetPlan } from './plan.ts';
import { pythonSnippet } from './python.ts';

/**
 * The request as a program of the language. A write under a validator becomes the loop that reads it, writes, and
 * begins anew after a 412; a conditional read keeps what it got and lives with a 304.
 */
export function snippet(request: HttpRequest, language: SnippetLanguage): string {
  const missing = leftOut(request, language);
  const mark = language === 'python' ? '#' : '//';
  return `${missing === undefined ? '' : `${mark} ${missing}\n`}${written(snippetPlan(request), language)}`;
}

function written(plan: SnippetPlan, language: SnippetLanguage): string {
  switch (language) {
    case 'javascript':
      return javascriptSnippet(plan);
    case 'python':
      return pythonSnippet(plan);
    case 'go':
      return goSnippet(plan);
    case 'java':
      return javaSnippet(plan);
    case 'csharp':
      return csharpSnippet(plan);
  }
}
