import type { CombinationFacts } from '../words/combinationWords.ts';
import { entry, type Manual } from './manualEntry.ts';

/** §2.3: fields that have no effect on this method, or contradict each other. */
export const combinationsManual: Manual<CombinationFacts> = {
  'ims-on-unsafe': entry(
    'If-Modified-Since is defined for GET and HEAD. On a write it is ignored, so what looks like a guard is none.',
    'Guard the write with If-Match, or with If-Unmodified-Since where there is no tag.',
  ),
  'ims-with-inm': entry(
    'With If-None-Match present the date must be ignored, because the tag is more accurate. Apache, nginx, Express 4 and Koa heed both all the same, and then an old date turns a 304 into a full answer; Azure Blob takes either.',
    'Remove If-Modified-Since.',
  ),
  'ius-with-im': entry(
    'With If-Match present the date must be ignored. Apache, nginx and lighttpd still refuse the request for an old date although the tag matches.',
    'Remove If-Unmodified-Since.',
  ),
  'if-range-without-range': entry(
    'If-Range asks whether a part still fits what is held. Without Range there is no part, and a client must not send it.',
    'Add Range, or remove If-Range.',
  ),
  'if-range-weak': entry(
    'If-Range compares strongly, so a weak tag never matches, and the whole content comes each time. Two servers written in JavaScript match it wrongly and send a part of what may be another version.',
    'Use a strong tag, or ask for the whole content.',
  ),
  'if-range-list': entry(
    'If-Range has exactly one validator, a tag or a date. Anything else is malformed.',
    'Keep one.',
  ),
  'if-range-date-with-etag': entry(
    'Two versions can share a second, never a strong tag. A client that has such a tag must send it rather than the date.',
    'Put the known tag in the place of the date.',
  ),
  'if-range-date-weak': entry(
    'A Last-Modified that is less than a second older than the answer that brought it may be shared by the next version. Continuing by such a date can join parts of two versions.',
    'Fetch the resource again, or use a tag.',
  ),
  'range-without-validator': entry(
    'A range that does not begin at the start continues something that is held already. If the resource has changed meanwhile, the result is made of two versions, and nobody notices.',
    'Add If-Range with the validator of what is held.',
  ),
  'range-not-get': entry(
    'Ranges are defined for GET. On any other method they are ignored, and partial updates need another way.',
    'Remove the field.',
  ),
  'weak-in-if-match': entry(
    'If-Match compares strongly: a weak tag never matches, not even itself. A server that follows RFC 9110 answers 412 each time. OData, Microsoft Graph, SharePoint and FHIR ask for weak tags here all the same; there this is a warning only.',
    'Read the plain form for a strong tag, guard by If-Unmodified-Since, or by `*` where existence is all you ask.',
  ),
  'weak-member-in-if-match': entry(
    'Among strong members a weak one has no part: it never matches. It mostly shows that the tag was read from a compressed form.',
    'Remove the member.',
  ),
  'known-tag-weak-if-match': entry(
    'The server calls this tag weak: versions under it may differ in their octets. Without W/ it is another tag, one that the server never gave, and If-Match still fails. Only where a proxy weakened it on the way does this work.',
    'Read the tag anew with Accept-Encoding: identity, or guard by the date.',
  ),
  'im-inm-same-tag': entry(
    'One field asks for this version and the other forbids it. Both cannot hold, so a write is always refused and a read gives 304 or 412.',
    'Keep If-Match on a write, If-None-Match on a read.',
  ),
  'im-star-inm-star': entry(
    'One asks that the resource exists, the other that it does not. The request can never be carried out.',
    'Keep If-Match: * to update, If-None-Match: * to create.',
  ),
  'im-inm-both': entry(
    'Both are evaluated, If-Match first. Few servers have ever seen that, and it is seldom what was meant.',
    'Keep one.',
  ),
  'inm-tag-on-unsafe': entry(
    'On a write this means “unless it is exactly this version”, which is hardly ever wanted: ten of twelve servers measured ignored it, and S3 takes only `*`.',
    'Use If-Match to guard a change, If-None-Match: * to create.',
  ),
  'im-star-weak-protection': entry(
    'The star asks for existence and for nothing else, so a change made meanwhile is overwritten. Radicale even refuses PUT with it.',
    'Send the tag you have read.',
  ),
  'im-on-post-collection': entry(
    'A condition is about the resource at the URL. On POST that is the collection, not the item that comes into being.',
    'Remove it, unless the collection itself is meant.',
  ),
  'inm-star-on-safe': entry(
    'Whatever exists is “not modified” by this condition: the answer is 304 or 404, and never content.',
    'Send the tag you hold.',
  ),
  'im-on-get': entry(
    'On a read these guards are of use with Range alone, to get 412 rather than parts of another version. Eleven of seventeen origin servers measured ignore them.',
    'To fetch only what changed, use If-None-Match or If-Modified-Since.',
  ),
  'conditional-on-head': entry(
    'HEAD has no content, so a condition saves nothing; a few servers ignore it there.',
    'Remove it.',
  ),
  'conditional-on-options': entry(
    'These methods select no representation, so servers must ignore the condition. nginx with dav and Caddy answer 412 to OPTIONS all the same.',
    'Remove it.',
  ),
  'no-cache-defeats-304': entry(
    '`no-cache` in a request speaks to caches. Express, Koa, serve-static and json-server take it for a wish to be sent everything, and never answer 304.',
    'Remove it, or use `Cache-Control: max-age=0`, which asks caches to check and nothing else.',
  ),
  'if-none-match-needs-copy': entry(
    'A 304 has no content: it says that what you hold is current. For this tag nothing is held here.',
    'Fetch the resource once without the condition.',
  ),
  'immutable-revalidation': entry(
    'The server promised that this content never changes while it is fresh (RFC 8246). Asking again costs a round trip and cannot tell anything new.',
    'Remove the condition, or do not send the request.',
  ),
  'dav-if-syntax': entry(
    'WebDAV’s If has lists in parentheses, lock tokens in `< >` and quoted tags in `[ ]`; lists with and without a URL do not mix. A malformed value gives 400 or 412, and one server of npm was seen to crash on any.',
    'Write lists such as `(<lock token> ["tag"])`.',
  ),
  'dav-if-and-im': entry(
    'Both conditions have to hold, and they are evaluated apart. When the tags differ, the request can never be carried out.',
    'Name the tag in one of them.',
  ),
  'dav-lock-token-missing': entry(
    'A locked resource refuses writes that do not submit the token: 423. That a lock is there was seen in the answer to LOCK or in a 423.',
    'Submit the token in If. Where it is not yours, ask with PROPFIND for lockdiscovery, or wait.',
  ),
  'dav-lock-token-released': entry(
    'After UNLOCK, or when its time has run out, a token stands for nothing: its list is false, and the answer is 412 on Apache, lighttpd and rclone.',
    'Remove If, or lock anew.',
  ),
  'patch-unconditional': entry(
    'JSON Patch and diffs say what to change at which place of one version. Applied to another version they change something else, or half of it.',
    'Add If-Match with the tag of the version the patch was made from.',
  ),
};
