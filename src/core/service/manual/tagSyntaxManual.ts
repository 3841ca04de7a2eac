import type { TagSyntaxFacts } from '../words/tagSyntaxWords.ts';
import { entry, type Manual } from './manualEntry.ts';

const matchesNothing =
  'Servers compare octet by octet, so a tag that is off by one character is another tag: a guarded write is refused with 412, and a conditional read gets all content again.';

/** §2.1: tags, and the fields around them. */
export const tagSyntaxManual: Manual<TagSyntaxFacts> = {
  'etag-unquoted': entry(
    `The double quotes are part of an entity tag. ${matchesNothing} No server that was measured adds them. CouchDB takes its revisions bare in If-Match; there this is a hint only.`,
    'Put the tag in double quotes, or take the known one.',
  ),
  'etag-single-quoted': entry(
    `Shells use single quotes, entity tags do not. ${matchesNothing}`,
    'Write double quotes in their place.',
  ),
  'etag-smart-quotes': entry(
    `Word processors, chats and wikis turn plain quotes into typographic ones. Those are other characters, most of them beyond what a header field can carry at all. ${matchesNothing}`,
    'Write the plain quote `"`.',
  ),
  'etag-missing-quote': entry(
    'A quote that is not closed makes everything up to the next one part of the tag, the commas of the list included. What the server makes of the rest is anybody’s guess.',
    'Close the quote.',
  ),
  'etag-lowercase-weak': entry(
    `The weak prefix is \`W/\` with a capital letter, and nothing else. ${matchesNothing} Only few servers read over it.`,
    'Write `W/`.',
  ),
  'etag-bad-weak-prefix': entry(
    `The weak prefix stands right before the opening quote: \`W/"…"\`. A missing slash, a blank, or quotes around the whole make another tag of it, or none. ${matchesNothing}`,
    'Rewrite it as `W/"…"`.',
  ),
  'etag-escaped-quotes': entry(
    `A tag copied out of JSON, HTML, a URL or a shell command still wears the escapes of that place. On the wire they are ordinary characters. ${matchesNothing}`,
    'Undo the escapes, so that plain quotes remain.',
  ),
  'etag-illegal-char': entry(
    `Between its quotes a tag has visible characters only: no space, no control character, no further quote. Servers may refuse the request with 400. ${matchesNothing}`,
    'Copy the tag anew from the answer, or take the known one.',
  ),
  'etag-non-ascii': entry(
    'Octets above 127 are allowed for old times’ sake, yet every client, library and proxy encodes them in its own way. What arrives may not be what was sent, and then it no longer matches.',
    'Where the server is yours, make tags of ASCII characters, such as the hex digits of a hash. A client can only send back what it got.',
  ),
  'etag-backslash': entry(
    'In a tag a backslash is a character like any other. Some recipients take it for the escape that it is in quoted strings, and compare without it.',
    'Leave it if the server gave it. Where the server is yours, avoid it.',
  ),
  'etag-list-missing-comma': entry(
    'The members of a list are parted by commas. Without one the server reads the first tag and stumbles over the rest, or takes all of it for one malformed tag.',
    'Put a comma between the tags.',
  ),
  'etag-list-empty-member': entry(
    'A comma with nothing beside it makes an empty member. Recipients have to tolerate some; a sender must not create them, and not everyone is tolerant.',
    'Remove the comma.',
  ),
  'etag-list-duplicate': entry(
    'The same member twice changes nothing. It mostly shows that something was pasted twice, and another tag was meant.',
    'Remove the repetition.',
  ),
  'etag-star-in-list': entry(
    '`*` means “any version” and stands alone. Beside tags it has no defined meaning: of the servers measured, lighttpd and Caddy read the whole as `*`, Apache and Radicale as no match. A guard may vanish without a word.',
    'Keep `*` alone, or the tags without it.',
  ),
  'etag-quoted-star': entry(
    'In quotes the star is a tag of one character, which no resource has. `If-None-Match: "*"` then prevents nothing, and `If-Match: "*"` always fails.',
    'Remove the quotes to mean any version.',
  ),
  'conditional-empty-value': entry(
    'An empty condition is read in as many ways as there are servers: Apache answers 412, Radicale and lighttpd were seen to write without any protection. It often comes from a variable without content.',
    'Insert the known validator, or delete the line.',
  ),
  'etag-header-pasted': entry(
    `A whole line of a response was pasted, with the name of the field or its line break. That is no tag. ${matchesNothing}`,
    'Keep the tag alone.',
  ),
  'date-in-tag-header': entry(
    'If-Match and If-None-Match compare entity tags. A date equals none of them, so the condition never does what it looks like.',
    'Rename the field to If-Unmodified-Since or If-Modified-Since, which compare dates.',
  ),
  'tag-in-date-header': entry(
    'If-Modified-Since and If-Unmodified-Since compare dates, and must be ignored when the value is none. A write that was to be guarded by the tag goes through unguarded.',
    'Rename the field to If-Match or If-None-Match.',
  ),
  'conditional-misspelled': entry(
    'Servers ignore fields they do not know, silently. With a misspelt name the request is unconditional: a write may overwrite somebody’s change, and a read gets everything again.',
    'Correct the name.',
  ),
  'etag-as-request-header': entry(
    'ETag and Last-Modified describe a representation, in responses. In a request they ask for nothing, so nothing is compared and nothing is guarded.',
    'Turn the field into If-Match or If-Unmodified-Since on a write, into If-None-Match or If-Modified-Since on a read.',
  ),
  'conditional-after-blank-line': entry(
    'The first blank line ends the header fields. What looks like a condition after it goes out as content, and the request is unconditional.',
    'Move the line up to the header fields.',
  ),
};
