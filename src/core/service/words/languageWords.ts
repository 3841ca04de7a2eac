import type { UnresolvedReason } from '../../syntax/resolving/resolution.ts';
import type { AuthorizationFlaw } from '../rules/authorization.ts';
import type { NotRun } from '../rules/directivesNotRun.ts';
import { unresolved } from './memoryWords.ts';
import { shown } from './shown.ts';
import type { Words } from './words.ts';

interface Reference {
  readonly expression: string;
  readonly reason: UnresolvedReason;
}

/** What the messages on the language of the file are made of. */
export interface LanguageFacts {
  'request-line-invalid': { readonly line: string };
  'curl-unsupported': object;
  'curl-option-ignored': { readonly option: string };
  'script-not-run': { readonly line: string };
  'protocol-unsupported': { readonly protocol: string };
  'url-invalid': { readonly target: string };
  'method-unknown': { readonly method: string; readonly meant: string | undefined };
  'header-name-invalid': { readonly line: string };
  'header-value-invalid': { readonly character: string };
  'header-space-before-colon': { readonly name: string };
  'header-folded': { readonly name: string };
  'header-managed': { readonly name: string; readonly why: 'client' | 'repeated' };
  'authorization-malformed': { readonly flaw: AuthorizationFlaw; readonly scheme: string; readonly wanted: string };
  'body-file-missing': { readonly path: string };
  'variable-undefined': Reference;
  'variable-cycle': Reference;
  'request-name-duplicate': { readonly name: string };
  'request-not-sent-yet': Reference;
  'directive-unknown': { readonly name: string; readonly meant: string | undefined };
  'variable-shadowed': {
    readonly name: string;
    readonly environment: string;
    readonly other: string;
    readonly wins: 'file' | 'environment';
  };
  'reference-several-matches': { readonly expression: string; readonly first: string };
  'import-missing': { readonly path: string };
  'import-circle': { readonly path: string };
  'directive-not-run': { readonly name: string; readonly why: NotRun; readonly most: number };
  'separator-missing': object;
}

function notRun(why: NotRun, most: number): string {
  switch (why) {
    case 'script':
      return 'its condition is a script, and scripts are not run. The request goes out once, and only when you send it yourself.';
    case 'display':
      return 'it concerns what another client shows or keeps. The request is sent as it stands.';
    case 'sending':
      return 'it steers how another client sends. The request goes out without it.';
    case 'no-list':
      return 'what it goes over is neither a number nor a list. Give it for 3, or for item of a variable that holds a, b, c or a JSON array.';
    case 'too-many':
      return `it asks for more than ${most} requests. The request goes out once.`;
  }
}

function ofCredentials(flaw: AuthorizationFlaw, scheme: string, wanted: string): string {
  switch (flaw) {
    case 'empty':
      return `Authorization is empty, so no server will know who asks. Write ${wanted}, or remove the line.`;
    case 'incomplete':
      return `${scheme} lacks its credentials or a part of them, so nothing can be sent for it. Write ${wanted}.`;
    case 'unsupported':
      return `${scheme} is not spoken here, and a password never goes out as it is, so this is not sent. Copied as cURL it works.`;
    case 'colon':
      return `A colon stands after ${scheme}, where a blank belongs. Write ${wanted}.`;
    case 'doubled':
      return `${scheme} stands twice: in the line, and in what follows. Servers take the second for the token.`;
    case 'quoted':
      return `The token stands in quotes, which are no part of it (RFC 6750 §2.1). Write it without.`;
    case 'no-token':
      return `What follows ${scheme} is no token: one has no blanks, and letters, digits and -._~+/= alone (RFC 6750 §2.1).`;
    case 'no-pair':
      return `What follows ${scheme} is neither user and password nor Base64 of them. Write ${wanted}.`;
    case 'bare':
      return `A token stands here without its scheme, which most servers want. Write ${wanted}.`;
  }
}

const perhaps = (meant: string | undefined) => (meant === undefined ? '' : ` ${meant} is probably meant.`);

function named(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /[\p{C}\p{Z}]/u.test(character) ? `the character U+${code}` : `${character} (U+${code})`;
}

export const languageWords: Words<LanguageFacts> = {
  'request-line-invalid': ({ line }) =>
    `${shown(line)} is no request line. Write a method and a URL, such as GET https://example.org/.`,
  'curl-unsupported': () =>
    'This curl command has no URL, or a quote in it is not closed. Complete it, or write a request: method and URL, header fields, a blank line, content.',
  'curl-option-ignored': ({ option }) => `${shown(option)} is passed over: it changes nothing about the request here.`,
  'script-not-run': ({ line }) =>
    `${shown(line)} belongs to a client that runs scripts. It is kept, never run and never sent; what it would set has no value here.`,
  'protocol-unsupported': ({ protocol }) =>
    `${shown(protocol)} is no request of HTTP, so this is kept and never sent. Only HTTP requests can be.`,
  'url-invalid': ({ target }) =>
    `${target === '' ? 'An empty target' : shown(target)} is no absolute http or https URL, so there is nowhere to send this. Begin with http:// or https://, or give a path and a Host field.`,
  'method-unknown': ({ method, meant }) =>
    `${shown(method)} is no registered method, and methods are case-sensitive; most servers answer 405 or 501.${perhaps(meant)}`,
  'header-name-invalid': ({ line }) =>
    `${shown(line)} is no header field. Write a name, a colon and a value; after a blank line it would be content.`,
  'header-value-invalid': ({ character }) =>
    `The value holds ${named(character)}, which no header field can carry. Remove or encode it.`,
  'header-space-before-colon': ({ name }) =>
    `White space between ${shown(name)} and its colon: servers must answer 400 to that. It is sent without; remove it.`,
  'header-folded': ({ name }) =>
    `${shown(name)} runs over several lines, a form that HTTP has given up. It is sent as one line; write it so.`,
  'header-managed': ({ name, why }) =>
    why === 'repeated'
      ? `${shown(name)} stands twice, and a request has one. Keep one line.`
      : `${shown(name)} is written by the client, which frames the content and keeps the connection. Remove the line.`,
  'authorization-malformed': ({ flaw, scheme, wanted }) => ofCredentials(flaw, scheme, wanted),
  'body-file-missing': ({ path }) =>
    `The content is to come from ${shown(path)}, and there is no such file. Until there is one this is not sent.`,
  'variable-undefined': ({ expression, reason }) => unresolved(expression, reason),
  'variable-cycle': ({ expression, reason }) => unresolved(expression, reason),
  'request-name-duplicate': ({ name }) =>
    `Another request is called ${shown(name)} too. A reference to it reaches the first; rename one.`,
  'request-not-sent-yet': ({ expression, reason }) => unresolved(expression, reason),
  'directive-unknown': ({ name, meant }) =>
    `@${shown(name)} is no directive that is known here, so it does nothing.${perhaps(meant === undefined ? undefined : `@${meant}`)}`,
  'variable-shadowed': ({ name, environment, other, wins }) => {
    const where = environment === '' ? 'the shared environment' : `the environment ${shown(environment)}`;
    return wins === 'file'
      ? `${shown(name)} has another value in ${where}: ${other}. The one in this file is used.`
      : `${shown(name)} has another value in ${where}, which is used: ${other}. The jetbrains dialect puts it first.`;
  },
  'reference-several-matches': ({ expression, first }) =>
    `{{${shown(expression)}}} finds several values, and the first is used: ${first}. Make the path say which you mean.`,
  'import-missing': ({ path }) =>
    `There is no file ${shown(path)} to import, seen from the folder of this file. Its variables and requests are missing here.`,
  'import-circle': ({ path }) =>
    `${shown(path)} leads back to this file, and is taken in once. Let one of the two do without the other.`,
  'directive-not-run': ({ name, why, most }) => `@${shown(name)} is not carried out: ${notRun(why, most)}`,
  'separator-missing': () => 'A new request begins here without a separator. Write a line ### before it.',
};
