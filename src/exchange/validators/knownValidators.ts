import { credentialsOf, recall } from '../../core/conditional/memory/memory.ts';
import { resourceKey } from '../../core/http/resource.ts';
import type { ScopeInputs } from '../../core/syntax/values/scope.ts';
import type { KnownValidators, SoughtValidators } from '../../core/syntax/values/validatorValue.ts';
import type { Ports } from '../ports.ts';

/**
 * What `{{$etag}}` and `{{$lastModified}}` read: the newest validators remembered of the variant that such a request
 * would meet, as they were received. The memory is read at each question, so a refresh shows at once.
 */
export function knownValidators(
  { memory, hashIdentity }: Pick<Ports, 'hashIdentity'> & { readonly memory: Pick<Ports['memory'], 'read'> },
  environment: string,
): NonNullable<ScopeInputs['validators']> {
  return ({ url, headers }: SoughtValidators): KnownValidators | undefined => {
    const resource = resourceKey(url);
    const known = memory.read();
    if (resource === undefined || !known.resources.has(resource)) return undefined;
    const credentials = credentialsOf(headers);
    const identity = credentials === '' ? '' : hashIdentity(credentials);
    const { best } = recall(known, { resource, headers, environment, identity });
    return best?.exists === true ? best : undefined;
  };
}
