import { deepEqual, match, ok } from 'node:assert/strict';
import { catalogue, type RuleCode } from '../../../src/core/service/rules/catalogue.ts';
import { allExamples } from './examples/allExamples.ts';
import { responseExamples } from './examples/responses.ts';
import { codesOf, problemsOf, unmarked } from './world.ts';

/** The ids of the contract, all of them, as it lists them. */
const contract = `
etag-unquoted etag-single-quoted etag-smart-quotes etag-missing-quote etag-lowercase-weak etag-bad-weak-prefix
etag-escaped-quotes etag-illegal-char etag-non-ascii etag-backslash etag-list-missing-comma etag-list-empty-member
etag-list-duplicate etag-star-in-list etag-quoted-star conditional-empty-value etag-header-pasted
date-in-tag-header tag-in-date-header conditional-misspelled etag-as-request-header conditional-after-blank-line

date-invalid date-iso8601 date-epoch date-not-gmt date-wrong-weekday date-out-of-range date-case-or-digits
date-obsolete-format date-quoted date-trailing-text date-subsecond date-in-future duplicate-singleton
duplicate-tag-lines

ims-on-unsafe ims-with-inm ius-with-im if-range-without-range if-range-weak if-range-list if-range-date-with-etag
if-range-date-weak range-without-validator range-not-get weak-in-if-match weak-member-in-if-match
known-tag-weak-if-match im-inm-same-tag im-star-inm-star im-inm-both inm-tag-on-unsafe im-star-weak-protection
im-on-post-collection inm-star-on-safe im-on-get conditional-on-head conditional-on-options no-cache-defeats-304
if-none-match-needs-copy immutable-revalidation dav-if-syntax dav-if-and-im dav-lock-token-missing
dav-lock-token-released patch-unconditional

etag-stale-known etag-own-write-stale etag-of-other-url etag-unknown etag-old etag-from-cache etag-weak-after-write
etag-from-put-answer etag-coding-suffix etag-of-encoded-form etag-negotiation-differs etag-flapping
etag-not-discriminating lm-too-fresh ius-predicts-412 im-predicts-412 inm-predicts-304 ims-predicts-304
write-unconditional create-unconditional inm-star-exists im-on-missing server-no-etag server-ignores-precondition
server-rejects-conditional server-ius-unusable server-requires-precondition server-transforms-put redirect-target
etag-variable-unresolved etag-variable-quotes etag-literal-in-file vendor-precondition-misuse

response-etag-syntax response-lm-future response-304-missing-fields response-304-unrequested
response-304-after-write response-same-strong-tag-for-codings response-strong-tag-reused response-put-etag-foreign
response-write-not-applied response-inm-ignored response-ims-ignored response-412-without-condition
response-412-broken-framing response-vary-missing

request-line-invalid url-invalid method-unknown header-name-invalid header-value-invalid header-space-before-colon
header-folded header-managed body-file-missing variable-undefined variable-cycle request-name-duplicate request-not-sent-yet
directive-unknown separator-missing
`
  .trim()
  .split(/\s+/);

/** Added to the contract's, as it allows. */
const added = [
  'authorization-malformed',
  'curl-unsupported',
  'curl-option-ignored',
  'script-not-run',
  'protocol-unsupported',
  'directive-not-run',
  'variable-shadowed',
  'import-missing',
  'import-circle',
  'reference-several-matches',
];

const codes = Object.keys(catalogue) as RuleCode[];

const oneLine = (text: string) => text.trim().split('\n').join(' ⏎ ');

describe('the catalogue of rules', () => {
  it('holds the ids of the contract and those added to it, and no other', () => {
    deepEqual([...codes].sort(), [...contract, ...added].sort());
  });

  for (const code of codes) {
    describe(code, () => {
      const { title, rfc, url, severity } = catalogue[code];
      const examples = allExamples.filter((each) => each.code === code);

      it('has a title of one line, a severity, and a section to read', () => {
        match(title, /^.{8,80}[^.]$/);
        match(severity, /^(?:error|warning|information|hint)$/);
        match(rfc, /^RFC \d{4} §[\d.]+$/);
        match(url, /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d{4}#section-[\d.]+$/);
      });

      it('has an example', () => ok(examples.length > 0 || responseExamples.some((each) => each.code === code)));

      for (const { fires, silent, world, otherwise } of examples) {
        it(`fires on ${oneLine(fires)}`, () => {
          const { text, start, end } = unmarked(fires);
          const problem = problemsOf(fires, world).find((each) => each.code === code);
          ok(problem, `instead: ${codesOf(fires, world).join(', ')}`);
          deepEqual(text.slice(problem.start, problem.end), text.slice(start, end));
          deepEqual({ start: problem.start, end: problem.end }, { start, end });
          match(problem.message, /^.{20,300}[.?]$/);
          ok(!/undefined|NaN|\[object/.test(problem.message.replace('{{', '')), problem.message);
        });

        it(`is silent on ${oneLine(silent)}`, () => {
          ok(!codesOf(silent, otherwise).includes(code));
        });
      }
    });
  }
});
