import { credentialsOf } from '../../conditional/memory/memory.ts';
import type { VersionSeen } from '../../conditional/memory/record.ts';
import type { Vendor, VendorGuard } from '../../conditional/vendors/vendor.ts';
import { vendorAt, vendorGuards, versionsOf } from '../../conditional/vendors/vendorMemory.ts';
import { sameName } from '../../http/headerList.ts';
import type { Subject } from './subject.ts';

/** What is known of a request's resource in its API's own form. */
export interface KnownVersions {
  readonly vendor: Vendor;
  /** What the API was recognised by, as sentences. */
  readonly evidence: readonly string[];
  readonly versions: readonly VersionSeen[];
}

/** The API of a request's resource and the versions it told; undefined where it is none, or told none. */
export function knownVersions(subject: Subject): KnownVersions | undefined {
  const { resource, context } = subject;
  if (resource === undefined || context.vendorOf(resource) === undefined) return undefined;
  const versions = versionsOf(context.memory, resource, ownerOf(subject));
  const recognised = versions.length === 0 ? undefined : vendorAt(context.memory, resource);
  return recognised === undefined ? undefined : { ...recognised, versions };
}

/** The ways to guard the request by what is known, in its API's own form; the best first. */
export function knownGuards(subject: Subject): readonly VendorGuard[] {
  const { resource, context, method } = subject;
  if (resource === undefined || context.vendorOf(resource) === undefined) return [];
  return vendorGuards(context.memory, { method, resource }, ownerOf(subject));
}

/** Versions may stand under another URL than the request's, so that its own knowledge may know no owner. */
function ownerOf({ resolved, context }: Subject): { readonly environment: string; readonly identity: string } {
  const credentials = credentialsOf([...resolved.headers.map(({ field }) => field), ...resolved.defaults]);
  const identity = credentials === '' ? '' : context.hashIdentity(credentials);
  return { environment: context.environment, identity };
}

/** Whether the request says one of these versions already, in the API's own form. */
export function isGuardedByVersion(subject: Subject): boolean {
  return knownGuards(subject).some(({ put }) => isSaid(subject, put));
}

function isSaid({ resolved: { headers, url }, placed }: Subject, put: VendorGuard['put']): boolean {
  const [content] = placed.node.body.parts;
  switch (put.kind) {
    case 'field':
      return headers.some(({ field: [name] }) => sameName(name, put.name));
    case 'query':
      return put.parameters.every(([name]) => url?.includes(`${name}=`) === true);
    case 'json':
      return content?.kind === 'text' && content.text.includes(`"${put.path.at(-1) ?? ''}"`);
  }
}

/** A version as text, as in `_rev 1-967a`. */
export function versionText({ name, value }: Pick<VersionSeen, 'name' | 'value'>): string {
  return `${name} ${value}`;
}
