import { type Completion, completion } from './completion.ts';
import type { Place } from './place.ts';

type MethodDoc = readonly [name: string, description: string, documentation: string];

/** The methods one writes, the usual ones first, with what each does under a precondition. */
const docs: readonly MethodDoc[] = [
  ['GET', 'read', 'Fetch the representation. With `If-None-Match` the answer is `304` when nothing changed.'],
  [
    'PUT',
    'replace',
    'Put this content in the place of what is there. `If-Match` keeps it from overwriting what you have not seen; `If-None-Match: *` only creates.',
  ],
  [
    'POST',
    'process',
    'Hand the content to the resource. A precondition is about the URL in the request line, not about what gets created.',
  ],
  [
    'PATCH',
    'change in part',
    'Apply these changes. Without `If-Match` they may be applied to another version than the one you read.',
  ],
  ['DELETE', 'remove', 'Remove the resource. With `If-Match` only the version you have seen.'],
  [
    'HEAD',
    'read the fields',
    'What GET would answer, without the content: the cheapest way to learn the current `ETag`.',
  ],
  ['OPTIONS', 'ask what is possible', 'Ask what the server allows. Preconditions are ignored.'],
  ['QUERY', 'search, safely', 'A safe request whose content says what is asked for.'],
  ['TRACE', 'echo', 'Have the request sent back as it arrived. Preconditions are ignored.'],
  ['CONNECT', 'tunnel', 'Open a tunnel. Preconditions are ignored.'],
  ['GRAPHQL', 'operation', 'The content is a GraphQL operation; it goes out as a POST with JSON.'],
  ['PROPFIND', 'WebDAV', 'Read the properties, `getetag` among them.'],
  ['PROPPATCH', 'WebDAV', 'Change properties.'],
  ['MKCOL', 'WebDAV', 'Make a collection.'],
  ['COPY', 'WebDAV', 'Copy to the `Destination`.'],
  ['MOVE', 'WebDAV', 'Move to the `Destination`.'],
  ['LOCK', 'WebDAV', 'Lock, against lost updates by others that lock.'],
  ['UNLOCK', 'WebDAV', 'Release the lock that `Lock-Token` names.'],
  ['REPORT', 'WebDAV', 'Ask for a report, as CalDAV and CardDAV do.'],
  ['SEARCH', 'WebDAV', 'Search below the URL.'],
  ['PURGE', 'cache', 'Have a cache drop what it holds of the URL.'],
];

/** The methods, with the blank after them where it is missing. */
export function methods(place: Extract<Place, { kind: 'method' }>): readonly Completion[] {
  return docs.map(([name, description, documentation]) =>
    completion('method', place, place.blank === 'yes' ? name : `${name} `, {
      label: name,
      description,
      documentation,
      filterText: name,
    }),
  );
}
