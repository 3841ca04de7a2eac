import { resourceKey } from '../../http/resource.ts';
import { type TraitId, traitIds } from '../traits/traitId.ts';
import { vendorIds } from '../vendors/vendor.ts';
import type { OriginMemory, TraitObservation, VendorSeen } from './record.ts';
import { listIn, numberIn, oneOf, optionalText, type Place, placeAt, textIn, textsIn } from './storedPlace.ts';

const known: ReadonlySet<string> = new Set(traitIds);

/** One origin as it was stored, every part checked; or a sentence that names the first part that is wrong. */
export function readStoredOrigin(data: unknown, path: string): OriginMemory | string {
  const faults: string[] = [];
  const place = placeAt(data, path, faults);
  const read: OriginMemory = {
    origin: textIn(place, 'origin'),
    // A trait that this program does not know of is no fault: another version may have had it.
    observations: listIn(place, 'observations').flatMap((each) => readObservation(each) ?? []),
    ...(place.fields.vendors === undefined
      ? {}
      : { vendors: listIn(place, 'vendors').flatMap((each) => readVendor(each) ?? []) }),
    touchedAt: numberIn(place, 'touchedAt'),
  };
  return faults[0] ?? read;
}

function readObservation(place: Place): TraitObservation | undefined {
  const id = textIn(place, 'id');
  const resource = resourceKey(textIn(place, 'resource'));
  const says = oneOf(place, 'says', ['has', 'lacks']);
  const weight = oneOf(place, 'weight', ['proof', 'sign']);
  const field = optionalText(place, 'field');
  const rest = {
    method: textIn(place, 'method'),
    at: numberIn(place, 'at'),
    what: textIn(place, 'what'),
    request: optionalText(place, 'request'),
  };
  if (resource === undefined) place.faults.push(`${place.path}.resource is no URL`);
  if (!known.has(id) || resource === undefined || says === undefined || weight === undefined) return undefined;
  return { id: id as TraitId, resource, says, weight, ...(field === undefined ? {} : { field }), ...rest };
}

function readVendor(place: Place): VendorSeen | undefined {
  const id = vendorIds.find((each) => each === textIn(place, 'id'));
  const resource = resourceKey(textIn(place, 'resource'));
  const evidence = textsIn(place, 'evidence');
  const at = numberIn(place, 'at');
  if (resource === undefined) place.faults.push(`${place.path}.resource is no URL`);
  return id === undefined || resource === undefined ? undefined : { id, evidence, resource, at };
}
