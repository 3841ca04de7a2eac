import type { ResourceKey } from '../../http/resource.ts';

/** The origin of a resource, as in `http://example.test:8080`. */
export function originOf(resource: ResourceKey): string {
  return resource.slice(0, endOfOrigin(resource));
}

/** The folder of a resource: its URL up to the last slash of the path. */
export function folderOf(resource: ResourceKey): string {
  const path = pathOf(resource);
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function pathOf(resource: ResourceKey): string {
  const query = resource.indexOf('?');
  return query < 0 ? resource : resource.slice(0, query);
}

function endOfOrigin(resource: ResourceKey): number {
  const slash = resource.indexOf('/', resource.indexOf('//') + 2);
  return slash < 0 ? resource.length : slash;
}

/** The origin and the first segment of the path. */
function branchOf(resource: ResourceKey): string {
  const path = pathOf(resource);
  const end = path.indexOf('/', endOfOrigin(resource) + 1);
  return end < 0 ? path : path.slice(0, end + 1);
}

/** How far down collections are looked for; no deeper path is worth it. */
const DEEPEST = 64;

/** The collections above a resource, the outermost first, each as it may be spelt. */
export function foldersOf(resource: ResourceKey): readonly ResourceKey[] {
  const path = pathOf(resource);
  const folders: string[] = [];
  let at = originOf(resource).length;
  while (at >= 0 && at < path.length && folders.length < 2 * DEEPEST) {
    folders.push(path.slice(0, at), path.slice(0, at + 1));
    at = path.indexOf('/', at + 1);
  }
  return folders.filter((folder) => folder !== resource) as ResourceKey[];
}

/** What was seen nearest to a resource: `here` at itself or in its folder, `around` elsewhere at its origin. */
export interface Near<T> {
  readonly items: readonly T[];
  readonly scope: 'here' | 'around';
}

/** Of what was seen at one origin, what was seen nearest to the resource. */
export function nearest<T extends { readonly resource: ResourceKey }>(
  all: readonly T[],
  resource: ResourceKey,
): Near<T> {
  const folder = folderOf(resource);
  const branch = branchOf(resource);
  const own = all.filter((each) => each.resource === resource);
  if (own.length > 0) return { items: own, scope: 'here' };
  const beside = all.filter((each) => folderOf(each.resource) === folder);
  if (beside.length > 0) return { items: beside, scope: 'here' };
  const under = all.filter((each) => branchOf(each.resource) === branch);
  return { items: under.length > 0 ? under : all, scope: 'around' };
}
