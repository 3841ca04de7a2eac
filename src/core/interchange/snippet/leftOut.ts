import type { HttpRequest } from '../../http/exchange.ts';
import { type ComputedCredentials, computedCredentials } from '../credentials.ts';
import type { SnippetLanguage } from './literal.ts';

/** What answers a challenge in the language; undefined where nothing that comes with it does. */
export function answersChallenges(language: SnippetLanguage, kind: ComputedCredentials['kind']): boolean {
  return kind === 'digest'
    ? language === 'python' || language === 'csharp'
    : kind === 'unsupported' && language === 'csharp';
}

/** A sentence on the credentials that the code does without; undefined where it lacks none. */
export function leftOut(request: HttpRequest, language: SnippetLanguage): string | undefined {
  const credentials = computedCredentials(request);
  if (credentials === undefined || answersChallenges(language, credentials.kind)) return undefined;
  switch (credentials.kind) {
    case 'digest':
      return 'Authorization is left out: a Digest answers a challenge of the server, for which this needs a library. Copied as cURL it works.';
    case 'aws':
      return 'Authorization is left out: AWS Signature Version 4 signs the whole request, for which this needs a library of AWS. Copied as cURL it works.';
    case 'unsupported':
      return `Authorization is left out: ${credentials.scheme} is a conversation with the server, for which this needs a library. Copied as cURL it works.`;
    case 'malformed':
      return `Authorization is left out: it is not of the form ${credentials.wanted}.`;
  }
}
