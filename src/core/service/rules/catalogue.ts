import type { ResponseFacts } from '../../conditional/responses/responseFinding.ts';
import type { Severity } from '../problem.ts';
import { type CombinationFacts, combinationWords } from '../words/combinationWords.ts';
import { type DateFacts, dateWords } from '../words/dateWords.ts';
import { type LanguageFacts, languageWords } from '../words/languageWords.ts';
import { type MemoryFacts, memoryWords } from '../words/memoryWords.ts';
import { type ProvenanceFacts, provenanceWords } from '../words/provenanceWords.ts';
import { responseWords } from '../words/responseWords.ts';
import { type ServerFacts, serverWords } from '../words/serverWords.ts';
import { type TagSyntaxFacts, tagSyntaxWords } from '../words/tagSyntaxWords.ts';
import type { Words } from '../words/words.ts';
import { type Rule, rule } from './rule.ts';

/** What the message of each rule is made of. A rule that is not here has neither words nor a severity. */
export interface RuleFacts
  extends TagSyntaxFacts,
    DateFacts,
    CombinationFacts,
    MemoryFacts,
    ProvenanceFacts,
    ServerFacts,
    ResponseFacts,
    LanguageFacts {}

export type RuleCode = keyof RuleFacts;

type Table<Facts> = { readonly [Code in keyof Facts]: Rule };

const onWrites = { onWrites: 'error' } as const;
const onGuard = { onGuard: 'error' } as const;
const onDateOnly = { onDateOnly: 'information' } as const;
const onVendor = (severity: Severity) => ({ onVendor: severity });

const tagSyntax: Table<TagSyntaxFacts> = {
  'etag-unquoted': rule('error', '8.8.3', 'An entity tag without its quotes', onVendor('hint')),
  'etag-single-quoted': rule('error', '8.8.3', 'An entity tag in single quotes'),
  'etag-smart-quotes': rule('error', '8.8.3', 'An entity tag in typographic quotes'),
  'etag-missing-quote': rule('error', '8.8.3', 'A quote without its partner'),
  'etag-lowercase-weak': rule('error', '8.8.3', 'A weak prefix with a small w'),
  'etag-bad-weak-prefix': rule('error', '8.8.3', 'A weak prefix that is not exactly W/ before the quote'),
  'etag-escaped-quotes': rule('error', '8.8.3', 'Quotes still escaped as in JSON, HTML or a shell'),
  'etag-illegal-char': rule('error', '8.8.3', 'A space, control character or quote inside a tag'),
  'etag-non-ascii': rule('warning', '8.8.3', 'A tag with characters beyond ASCII'),
  'etag-backslash': rule('hint', '8.8.3', 'A tag with a backslash'),
  'etag-list-missing-comma': rule('error', '5.6.1', 'Two tags without a comma between them'),
  'etag-list-empty-member': rule('hint', '5.6.1.2', 'A comma with nothing beside it'),
  'etag-list-duplicate': rule('hint', '13.1', 'The same tag twice in a list'),
  'etag-star-in-list': rule('error', '13.1.1', '* beside other members'),
  'etag-quoted-star': rule('error', '13.1.1', '"*" where * is meant'),
  'conditional-empty-value': rule('warning', '13.1', 'A condition without a value', onWrites),
  'etag-header-pasted': rule('error', '8.8.3', 'A header field pasted with its name'),
  'date-in-tag-header': rule('error', '13.1.1', 'A date where entity tags belong'),
  'tag-in-date-header': rule('error', '13.1.3', 'An entity tag where a date belongs'),
  'conditional-misspelled': rule('error', '13.1', 'A field name that is nearly a precondition'),
  'etag-as-request-header': rule('warning', '8.8', 'ETag or Last-Modified in a request without a condition'),
  'conditional-after-blank-line': rule('warning', '13.1', 'A precondition that has slipped into the content'),
};

const dates: Table<DateFacts> = {
  'date-invalid': rule('warning', '5.6.7', 'A value that is no date', onGuard),
  'date-iso8601': rule('warning', '5.6.7', 'An ISO 8601 date', onGuard),
  'date-epoch': rule('warning', '5.6.7', 'Seconds or milliseconds since 1970', onGuard),
  'date-not-gmt': rule('warning', '5.6.7', 'A date in another zone than GMT', onGuard),
  'date-wrong-weekday': rule('warning', '5.6.7', 'A weekday that does not fit the date'),
  'date-out-of-range': rule('error', '5.6.7', 'A time that does not exist'),
  'date-case-or-digits': rule('warning', '5.6.7', 'A date not quite in its fixed form'),
  'date-obsolete-format': rule('warning', '5.6.7', 'A date in an obsolete form'),
  'date-quoted': rule('warning', '5.6.7', 'A date in quotes', onGuard),
  'date-trailing-text': rule('warning', '5.6.7', 'Text after a date', onGuard),
  'date-subsecond': rule('warning', '5.6.7', 'A date with a fraction of a second'),
  'date-in-future': rule('warning', '13.1.3', "A date later than the server's clock"),
  'duplicate-singleton': rule('error', '13.1.3', 'A date field on two lines or with two values'),
  'duplicate-tag-lines': rule('warning', '5.3', 'A tag field on two lines'),
};

const combinations: Table<CombinationFacts> = {
  'ims-on-unsafe': rule('warning', '13.1.3', 'If-Modified-Since on a method other than GET and HEAD'),
  'ims-with-inm': rule('hint', '13.1.3', 'If-Modified-Since beside If-None-Match'),
  'ius-with-im': rule('hint', '13.1.4', 'If-Unmodified-Since beside If-Match'),
  'if-range-without-range': rule('warning', '13.1.5', 'If-Range without Range'),
  'if-range-weak': rule('error', '13.1.5', 'A weak tag in If-Range'),
  'if-range-list': rule('error', '13.1.5', 'A list or * in If-Range'),
  'if-range-date-with-etag': rule('warning', '13.1.5', 'A date in If-Range although a strong tag is known'),
  'if-range-date-weak': rule('warning', '8.8.2.2', 'A date in If-Range that two versions can share'),
  'range-without-validator': rule('information', '14.2', 'A part of content without saying of which version'),
  'range-not-get': rule('warning', '14.2', 'Range or If-Range on a method other than GET'),
  'weak-in-if-match': rule('error', '13.1.1', 'Only weak tags in If-Match', onVendor('warning')),
  'weak-member-in-if-match': rule('warning', '13.1.1', 'A weak tag among the members of If-Match'),
  'known-tag-weak-if-match': rule('warning', '13.1.1', 'The strong form of a tag known only as weak'),
  'im-inm-same-tag': rule('error', '13.2.2', 'The same tag in If-Match and If-None-Match'),
  'im-star-inm-star': rule('error', '13.2.2', '* in both If-Match and If-None-Match'),
  'im-inm-both': rule('warning', '13.2.2', 'If-Match beside If-None-Match'),
  'inm-tag-on-unsafe': rule('warning', '13.1.2', 'A tag in If-None-Match on a write'),
  'im-star-weak-protection': rule('information', '13.1.1', 'If-Match: * on a write'),
  'im-on-post-collection': rule('warning', '13.1.1', 'If-Match on POST to a URL without a known tag'),
  'inm-star-on-safe': rule('warning', '13.1.2', 'If-None-Match: * on GET or HEAD'),
  'im-on-get': rule('hint', '13.1.1', 'If-Match or If-Unmodified-Since on GET or HEAD without Range'),
  'conditional-on-head': rule('hint', '13.2.1', 'A precondition on HEAD'),
  'conditional-on-options': rule('warning', '13.2.1', 'A precondition on CONNECT, OPTIONS or TRACE'),
  'no-cache-defeats-304': rule('warning', '9111 §5.2.1.4', 'no-cache beside a condition that wants a 304'),
  'if-none-match-needs-copy': rule('information', '15.4.5', 'A tag typed by hand whose content was never fetched'),
  'immutable-revalidation': rule('hint', '8246 §2', 'A condition on content that is fresh and immutable'),
  'dav-if-syntax': rule('error', '4918 §10.4', 'A WebDAV If that breaks its grammar'),
  'dav-if-and-im': rule('warning', '4918 §10.4', 'A tag in If beside If-Match'),
  'dav-lock-token-missing': rule('warning', '4918 §7.5', 'A write to a locked resource without the lock token'),
  'dav-lock-token-released': rule('warning', '4918 §10.4', 'The token of a lock that is released or has run out'),
  'patch-unconditional': rule('information', '5789 §2', 'A patch relative to a version, without If-Match'),
};

const memory: Table<MemoryFacts> = {
  'etag-stale-known': rule('warning', '13.1.1', 'A tag that is known to be replaced'),
  'etag-own-write-stale': rule('warning', '9.3.4', 'A tag from before a write of your own'),
  'etag-of-other-url': rule('warning', '8.8.1', 'A tag known only of another URL'),
  'etag-unknown': rule('hint', '8.8.3', 'A tag never seen at this URL'),
  'etag-old': rule('information', '13.1.1', 'A tag last seen long ago, on a write'),
  'ius-predicts-412': rule('hint', '13.2.2', 'If-Unmodified-Since will fail'),
  'im-predicts-412': rule('hint', '13.2.2', 'If-Match will fail'),
  'inm-predicts-304': rule('hint', '13.2.2', 'If-None-Match will give a 304'),
  'ims-predicts-304': rule('hint', '13.2.2', 'If-Modified-Since will give a 304'),
  'write-unconditional': rule(
    'warning',
    '13.1.1',
    'A write without a condition although a validator is known',
    onDateOnly,
  ),
  'create-unconditional': rule('hint', '13.1.2', 'A PUT that may create, without If-None-Match: *'),
  'inm-star-exists': rule('warning', '13.1.2', 'If-None-Match: * although the resource exists'),
  'im-on-missing': rule('warning', '13.1.1', 'If-Match although the resource is missing'),
  'server-no-etag': rule('warning', '13.1.1', 'A tag in If-Match although the resource has none'),
  'etag-variable-unresolved': rule('warning', '13.1', 'A variable without a value in a precondition', onWrites),
  'etag-variable-quotes': rule('error', '8.8.3', 'Quotes doubled by, or missing around, a variable'),
};

const provenance: Table<ProvenanceFacts> = {
  'etag-from-cache': rule('warning', '9111 §4.2', 'A tag that a cache gave, on a write'),
  'etag-weak-after-write': rule('warning', '8.8.1', 'A tag that Apache called weak for its first second'),
  'etag-from-put-answer': rule('warning', '9.3.4', 'A tag that only the answer to a write named'),
  'etag-coding-suffix': rule('warning', '8.8.3.3', 'The tag of a compressed form on a write'),
  'etag-of-encoded-form': rule('information', '8.8.1', 'A tag read from a compressed form on a plain write'),
  'etag-negotiation-differs': rule('warning', '13.1', 'A tag of another representation than this request selects'),
  'etag-flapping': rule('warning', '8.8.3', 'A tag of a resource whose tags alternate'),
  'etag-not-discriminating': rule('warning', '8.8.1', 'A tag of a server whose tags stay while content changes'),
  'lm-too-fresh': rule('warning', '8.8.2.2', 'A date that a later version may share'),
  'etag-literal-in-file': rule('hint', '8.8.3', 'A tag typed in although the file reads the same URL'),
};

const servers: Table<ServerFacts> = {
  'server-ignores-precondition': rule('error', '13.1.1', 'A condition that this server ignores on writes'),
  'server-rejects-conditional': rule('error', '13.1', 'A condition on a write that this server refuses'),
  'server-ius-unusable': rule('warning', '13.1.4', 'If-Unmodified-Since where it can never hold'),
  'server-requires-precondition': rule('warning', '6585 §3', 'A write without the condition that this server asks for'),
  'server-transforms-put': rule('information', '9.3.4', 'A PUT whose content this server stores otherwise'),
  'redirect-target': rule('warning', '13.2.1', 'A condition on a URL that redirects'),
  'vendor-precondition-misuse': rule('warning', '13.1', 'A condition in a form that this API does not take'),
};

const responses: Table<ResponseFacts> = {
  'response-etag-syntax': rule('warning', '8.8.3', 'An ETag that is no entity tag'),
  'response-lm-future': rule('warning', '8.8.2.1', 'A Last-Modified later than Date'),
  'response-304-missing-fields': rule('warning', '15.4.5', 'A 304 without fields that the 200 had'),
  'response-304-unrequested': rule('error', '15.4.5', 'A 304 that nobody asked for'),
  'response-304-after-write': rule('error', '13.1.2', 'A 304 to a write'),
  'response-same-strong-tag-for-codings': rule(
    'warning',
    '8.8.1',
    'One strong tag for the plain and a compressed form',
  ),
  'response-strong-tag-reused': rule('error', '8.8.1', 'A strong tag that stayed while the content changed'),
  'response-put-etag-foreign': rule('warning', '9.3.4', 'A tag in the answer to PUT that is not of what was stored'),
  'response-write-not-applied': rule('error', '9.3.4', 'A write that was answered 2xx and not done'),
  'response-inm-ignored': rule('information', '13.1.2', 'A 200 although If-None-Match named its tag'),
  'response-ims-ignored': rule('information', '13.1.3', 'A 200 although nothing changed since If-Modified-Since'),
  'response-412-without-condition': rule('warning', '15.5.13', 'A 412 to a request without a condition'),
  'response-412-broken-framing': rule('warning', '8.6', 'A 412 with the length of the 200 and no content'),
  'response-vary-missing': rule('warning', '12.5.5', 'Tags that differ by coding without Vary'),
};

const language: Table<LanguageFacts> = {
  'request-line-invalid': rule('error', '9112 §3', 'A line that is no request line'),
  'curl-unsupported': rule('error', '9112 §3', 'A curl command that is no request'),
  'curl-option-ignored': rule('information', '9112 §3', 'An option of curl that changes nothing here'),
  'script-not-run': rule('information', '9112 §3', 'A script, which is shown and not run'),
  'protocol-unsupported': rule('information', '9112 §3', 'A message of a protocol other than HTTP'),
  'url-invalid': rule('error', '4.2', 'A target that is no absolute http or https URL'),
  'method-unknown': rule('warning', '9.1', 'A method that is not registered'),
  'header-name-invalid': rule('error', '5.1', 'A line that is no header field'),
  'header-value-invalid': rule('error', '5.5', 'A character that no header field can carry'),
  'header-space-before-colon': rule('warning', '9112 §5.1', 'White space before the colon'),
  'header-folded': rule('warning', '9112 §5.2', 'A header field over several lines'),
  'header-managed': rule('warning', '9112 §6', 'A header field that the client writes'),
  'authorization-malformed': rule('warning', '11.6.2', 'Credentials that no server can read'),
  'body-file-missing': rule('error', '6.4', 'Content from a file that is not there'),
  'variable-undefined': rule('error', '3986 §2', 'A variable without a value'),
  'variable-cycle': rule('error', '3986 §2', 'A variable that leads back to itself'),
  'request-name-duplicate': rule('warning', '3.4', 'Two requests of one name'),
  'request-not-sent-yet': rule('information', '3.4', 'A variable that needs an answer not yet had'),
  'directive-unknown': rule('information', '9112 §2.1', 'A directive that does nothing here'),
  'variable-shadowed': rule('information', '3986 §2', 'A variable with another value in the environment'),
  'reference-several-matches': rule('hint', '3986 §2', 'A path that finds several values, of which one is used'),
  'import-missing': rule('error', '3986 §2', 'An imported file that is not there'),
  'import-circle': rule('warning', '3986 §2', 'An imported file that imports this one'),
  'directive-not-run': rule('information', '9112 §2.1', 'A directive that is not carried out here'),
  'separator-missing': rule('information', '9112 §2.1', 'A request that begins without ###'),
};

/** Every rule. Its id, severity, section and title stand here and nowhere else. */
export const catalogue: Table<RuleFacts> = {
  ...tagSyntax,
  ...dates,
  ...combinations,
  ...memory,
  ...provenance,
  ...servers,
  ...responses,
  ...language,
};

const words: Words<RuleFacts> = {
  ...tagSyntaxWords,
  ...dateWords,
  ...combinationWords,
  ...memoryWords,
  ...provenanceWords,
  ...serverWords,
  ...responseWords,
  ...languageWords,
};

/** The message of a finding. */
export function wordFinding<Code extends RuleCode>(code: Code, facts: RuleFacts[Code]): string {
  return words[code](facts);
}
