import { folderOf, foldersOf, originOf } from '../../conditional/memory/places.ts';
import type { TraitId } from '../../conditional/traits/traitId.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import type { Subject } from '../request/subject.ts';
import { shown } from '../words/shown.ts';

/**
 * Why a server is taken for one that was measured to look at no condition of a write (lab of real servers, 2026-11);
 * undefined where it is none of them, or was seen to behave otherwise.
 */
export function ignoringProfile(subject: Subject, id: TraitId): string | undefined {
  const { known } = subject;
  const { server = '', resembles } = known.resource?.observed ?? {};
  if (isContradicted(subject, id)) return undefined;
  if (/^rclone\b/i.test(server)) return `Server: ${server}, and rclone looks at no condition of a write.`;
  if (/^webdav-server\b/i.test(server)) return `Server: ${server}, which looks at no condition of a write.`;
  if (resembles === 'json-server')
    return 'Its answers look like those of json-server, which looks at no condition of a write.';
  if (/^nginx\b/i.test(server) && isFileOfNginx(known.best))
    return 'nginx serves this file itself, and looks at no condition of a write.';
  return undefined;
}

/** nginx makes a file's tag of its date and size: then no other program behind it answers the writes. */
function isFileOfNginx(best: Subject['known']['best']): boolean {
  const [, seconds = ''] = /^(?:W\/)?"([0-9a-f]{8})-[0-9a-f]+"$/.exec(best?.etag ?? '') ?? [];
  if (seconds === '' || best?.lastModified === undefined) return false;
  return readHttpDate(best.lastModified, best.seenAt).epoch === Number.parseInt(seconds, 16) * 1000;
}

/** Why a server is taken for Apache's WebDAV module, whose dates no client can meet; it tells so above the resource too. */
export function davProfile(subject: Subject): string | undefined {
  const { resource, known, context } = subject;
  const { server = '' } = known.resource?.observed ?? {};
  if (resource === undefined || !/^apache\b/i.test(server) || isContradicted(subject, 'ius-unusable')) return undefined;
  const places = [resource, ...foldersOf(resource)];
  const dav = places.map((place) => context.memory.resources.get(place)?.observed?.dav).find(Boolean);
  return dav === undefined ? undefined : `It is Apache (${shown(server)}) with its WebDAV module (DAV: ${shown(dav)}).`;
}

/** Whether the server was seen, in the same folder, to do what such servers do not. */
function isContradicted({ resource, context, method }: Subject, id: TraitId): boolean {
  if (resource === undefined) return false;
  const { observations = [] } = context.memory.origins.get(originOf(resource)) ?? {};
  return observations.some(
    (each) =>
      each.id === id &&
      each.says === 'lacks' &&
      (each.method === method || each.method === '*') &&
      folderOf(each.resource) === folderOf(resource),
  );
}
