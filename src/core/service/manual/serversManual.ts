import type { ServerFacts } from '../words/serverWords.ts';
import { entry, type Manual } from './manualEntry.ts';

/** §2.4: what a server was seen to do, or its kind is known to do. */
export const serversManual: Manual<ServerFacts> = {
  'server-ignores-precondition': entry(
    'A condition that was false was answered 2xx, and the content changed; or the server is of a kind that was measured to do so (nginx with dav, rclone, webdav-server of npm). Nine of twelve products that take writes ignore If-Match. The guard in the file protects nothing.',
    'Read and compare right before writing, lock where WebDAV allows it, or have the server corrected.',
  ),
  'server-rejects-conditional': entry(
    'This server answers 400 or 501 to a write with a condition, as GitHub and Backblaze B2 do. It has another way to tell versions apart.',
    'Remove the condition, and send the version in the field that the API names.',
  ),
  'server-ius-unusable': entry(
    'Apache’s mod_dav compares If-Unmodified-Since with the time of the request instead of the time of the last change: every date you can hold fails, and one in the future always passes.',
    'Use If-Match.',
  ),
  'server-requires-precondition': entry(
    'The server was seen to answer 428 to a write without a condition (RFC 6585 §3). It wants to be told which version you have read.',
    'Add If-Match with the current tag. `If-Match: *` satisfies it too, and guards nothing.',
  ),
  'server-transforms-put': entry(
    'After a PUT a GET showed other content than was sent: the server lays it out anew, adds members or drops some. A tag in the answer to such a PUT is not to be trusted.',
    'Read the resource after each write.',
  ),
  'redirect-target': entry(
    'A redirect comes before any condition (RFC 9110 §13.2.1), so none is evaluated at this URL. The tag you hold is that of the target; and clients drop conditions when they follow.',
    'Send the request to the target.',
  ),
  'vendor-precondition-misuse': entry(
    'Some APIs do not take conditions as RFC 9110 has them: Google Cloud Storage looks at generations and ignores If-Match on writes, S3 takes no other If-None-Match than `*`, Azure Blob joins several conditions in a way of its own, Kubernetes and Elasticsearch keep versions in the content or the query.',
    'Use the form of the API; where a version is known, a quick fix writes it.',
  ),
};
