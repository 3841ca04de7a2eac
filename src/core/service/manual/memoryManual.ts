import type { MemoryFacts } from '../words/memoryWords.ts';
import { entry, type Manual } from './manualEntry.ts';

const refresh = 'Refresh the tag from the server.';

/** §2.4: conditions against what is known of the URL. */
export const memoryManual: Manual<MemoryFacts> = {
  'etag-stale-known': entry(
    'This very URL had the tag once, and a newer answer showed another. A write by it will be refused, as it should: somebody changed what you read. A read by it gets all content.',
    'Look at what changed, then refresh the tag from the server or use the newest known one.',
  ),
  'etag-own-write-stale': entry(
    'Your own write has changed the resource since, and with it the tag. The tag in the file is from before. Of all reasons for a 412 this is the commonest.',
    'Use the tag that the answer to your write named, if it named one, else read again. A variable bound to the latest answer never gets stale.',
  ),
  'etag-of-other-url': entry(
    'Tags tell the versions of one resource apart. An equal tag at another URL means nothing, and this one was only ever seen elsewhere.',
    'Use the tag of this URL.',
  ),
  'etag-unknown': entry(
    'Other tags were seen at this URL, never this one. It may come from another tool, or from a typing error.',
    refresh,
  ),
  'etag-old': entry(
    'The longer ago a tag was read, the likelier somebody has written since. How long is too long is set by `precondition.etagMaxAge`.',
    'Refresh it right before the write.',
  ),
  'ius-predicts-412': entry(
    'By the newest known Last-Modified the resource is newer than the date sent, so RFC 9110 §13.2.2 ends in 412.',
    'Read the resource, and send the date you got.',
  ),
  'im-predicts-412': entry('By what is known no member matches, so RFC 9110 §13.2.2 ends in 412.', refresh),
  'inm-predicts-304': entry(
    'By what is known a member matches: the answer will be 304 without content. Good, if you hold the content.',
    'Nothing. To get the content anyway, send the request without the condition.',
  ),
  'ims-predicts-304': entry(
    'By what is known nothing has changed since that date: the answer will be 304 without content.',
    'Nothing. To get the content anyway, send the request without the condition.',
  ),
  'write-unconditional': entry(
    'Between your reading and this write somebody else may write, and their change is gone without a trace: the lost update. A validator of the resource is known, so the guard costs one line.',
    'Add If-Match with the known tag, or If-Unmodified-Since where there is only a date.',
  ),
  'create-unconditional': entry(
    'A PUT to where nothing stands creates, and to where something stands replaces. If somebody creates the resource meanwhile, theirs is overwritten.',
    'Add `If-None-Match: *`, which only creates.',
  ),
  'inm-star-exists': entry(
    'The condition asks that nothing is there, and something is known to be. The answer will be 412.',
    'To update it, send If-Match with its tag; to create, choose another name.',
  ),
  'im-on-missing': entry(
    'Nothing is known to be at this URL, so no tag matches: PUT is refused with 412; GET and DELETE are answered 404 before any condition is looked at.',
    'To create, send `If-None-Match: *`; else find where the resource went.',
  ),
  'server-no-etag': entry(
    'The resource was read whole, and the answer had no ETag. Then no tag in If-Match can match, and the answer is 412 each time.',
    'Guard by If-Unmodified-Since with its Last-Modified.',
  ),
  'etag-variable-unresolved': entry(
    'The condition would go out empty or in braces, and some servers take that for no condition. So the request is not sent before the variable has a value.',
    'Run the request that it refers to, correct its name, or choose another.',
  ),
  'etag-variable-quotes': entry(
    'An ETag that comes from a header field brings its own quotes; a version out of JSON has none. Doubled or missing, they make the tag match nothing.',
    'Remove the quotes around the variable, or put them there.',
  ),
};
