import type { LanguageFacts } from '../words/languageWords.ts';
import { entry, type Manual } from './manualEntry.ts';

const noValue =
  'What has no value would go out in braces, or not at all, so the request is not sent before it has one.';

/** The language of `.http` files. */
export const languageManual: Manual<LanguageFacts> = {
  'request-line-invalid': entry(
    'A request begins with a method and a target. A line that is neither that nor a comment, a variable or a separator cannot be sent.',
    'Write a method and a URL, or begin the line with # to make it a comment.',
  ),
  'curl-unsupported': entry(
    'A curl command in the file is a request when it names a URL and its quotes are closed. This one does not.',
    'Complete the command, or write the request out.',
  ),
  'curl-option-ignored': entry(
    'Many options of curl concern its output or transports that do not exist here. They change nothing about the request, and are named so that nobody relies on them.',
    'Remove the option.',
  ),
  'script-not-run': entry(
    'Scripts of other clients are kept as they are and never run: a file that is opened must not execute anything. What they would set has no value here.',
    'Use variables, assertions or directives in their place.',
  ),
  'protocol-unsupported': entry(
    'Other clients send WebSocket, gRPC and GraphQL messages from such files. Only requests of HTTP are sent here; the rest is kept.',
    'Send it with the client it was written for.',
  ),
  'url-invalid': entry(
    'Without an absolute http or https URL there is nowhere to send the request. Often a variable is empty, or the scheme is misspelt.',
    'Begin with http:// or https://, or give a path and a Host field.',
  ),
  'method-unknown': entry(
    'Methods are case-sensitive, and this one is not in the registry. Most servers answer 405 or 501.',
    'Correct it, or leave it where the server knows the method.',
  ),
  'header-name-invalid': entry(
    'A header field is a name without spaces, a colon and a value. A line that is none of it would break the request.',
    'Correct the name, or put a blank line before what is content.',
  ),
  'header-value-invalid': entry(
    'Header fields carry visible characters of one octet each, spaces and tabs. Anything else is refused, or mangled on the way.',
    'Remove the character, or encode it as the field’s specification says.',
  ),
  'header-space-before-colon': entry(
    'Servers must refuse a request with white space before the colon, because proxies and servers read such lines differently: an old way to smuggle requests.',
    'Remove the white space. It is sent without.',
  ),
  'header-folded': entry(
    'Fields over several lines are obsolete, and servers may answer 400. The lines are joined when the request is sent.',
    'Write the field on one line.',
  ),
  'header-managed': entry(
    'The client frames the content and keeps the connection: it writes these fields itself. A value of your own could contradict what is really sent. Host can be given once.',
    'Remove the line.',
  ),
  'authorization-malformed': entry(
    'An Authorization field is a scheme and what the scheme asks for. Basic and Digest take a user and a password, AWS two keys, Bearer one token; anything else is refused by the server, or not sent at all, since a password must not go out in a form that nobody reads.',
    'Write the value as the message says; keep the secret itself in a variable.',
  ),
  'body-file-missing': entry(
    'The content of the request is read from a file when it is sent, and there is no such file now. Paths count from the folder of the .http file.',
    'Correct the path, or create the file.',
  ),
  'variable-undefined': entry(noValue, 'Define it with `@name = value`, in the environment, or correct its name.'),
  'variable-cycle': entry(`The variable refers to itself, directly or through others. ${noValue}`, 'Break the circle.'),
  'variable-shadowed': entry(
    'The file and the environment both give the variable a value, and the values differ. Which one counts is a matter of dialect: the file’s, except as JetBrains clients have it.',
    'Rename one of them, or keep a single value.',
  ),
  'reference-several-matches': entry(
    'The path finds several values in the answer, and only one can stand in the place of the reference: the first. Another client may take another.',
    'Make the path name one value, by an index or a filter.',
  ),
  'request-name-duplicate': entry(
    'A reference by that name reaches the first of the two, and nobody can refer to the second.',
    'Rename one.',
  ),
  'request-not-sent-yet': entry(
    'The variable stands for a part of an answer that has not come. Sending this request sends the one it needs first: a read unasked, a write with your consent.',
    'Send the request it names, or this one.',
  ),
  'directive-unknown': entry(
    'A directive that is not known does nothing. Often it is one of another client, or misspelt.',
    'Correct its name, or remove it.',
  ),
  'import-missing': entry(
    'The file that is to be imported is not there, seen from the folder of the file that imports it. The variables and named requests it would bring have no value.',
    'Correct the path; it counts from the folder of this file.',
  ),
  'import-circle': entry(
    'The imported file imports this one, directly or through others. It is taken in once, so nothing is lost, but which definition of a name counts is then hard to see.',
    'Put what both need into a third file.',
  ),
  'directive-not-run': entry(
    'Other clients know this directive, and here it is read and not carried out. Rather than to pass over it in silence, it is said.',
    'Remove it, or send the request with the client it was written for.',
  ),
  'separator-missing': entry(
    'A new request begins without `###` before it. It is read as one, while other clients take it for content of the request above.',
    'Write a line `###` before it.',
  ),
};
