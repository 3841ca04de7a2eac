import type { HeaderField, HeaderList } from '../../core/http/headerList.ts';
import { sameName } from '../../core/http/headerList.ts';
import { type Span, shift } from '../../core/span.ts';
import type { Expansion, ResolvedHeader } from '../../core/syntax/resolving/resolution.ts';
import type { ManagedReason, Refusal } from './sendFault.ts';

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** RFC 9110 §5.5: visible characters, obs-text, space and tab; one octet each, so nothing above U+00FF. */
const notInValue = /[^\t\x20-\x7e\x80-\xff]/u;

/**
 * What would make the client refuse the header section, or the server read another message than the user meant:
 * no field may decide where the message ends. `start` is the block's offset, `bytes` the
 * content's length, undefined when that could not be put together.
 */
export function headerFaults(
  headers: readonly ResolvedHeader[],
  start: number,
  bytes: number | undefined,
): readonly Refusal[] {
  const fields = headers.map(({ field }) => field);
  return headers.flatMap((header, index) => {
    const fault = nameFault(header) ?? valueFault(header) ?? managedFault(header, fields.slice(0, index), bytes);
    return fault === undefined ? [] : [shift(fault, start)];
  });
}

/** The same for fields that the environment adds; `place` is where to tell of them. */
export function defaultFaults(defaults: HeaderList, { start, end }: Span): readonly Refusal[] {
  return defaults.flatMap(([field, value], index): Refusal[] => {
    if (!token.test(field)) return [{ start, end, code: 'header-name-invalid', subject: field }];
    const [character] = notInValue.exec(value) ?? [];
    if (character !== undefined) return [{ start, end, code: 'header-value-invalid', field, character }];
    const why = managedBy([field, value], defaults.slice(0, index), undefined);
    return why === undefined ? [] : [{ start, end, code: 'header-managed', field, why }];
  });
}

function nameFault({ node, field: [name] }: ResolvedHeader): Refusal | undefined {
  return token.test(name) ? undefined : { ...spanOf(node.name), code: 'header-name-invalid', subject: name };
}

function valueFault({ node, field: [field, value], value: expansion }: ResolvedHeader): Refusal | undefined {
  const found = notInValue.exec(value);
  if (found === null) return undefined;
  const place = sourceOf(expansion, found.index) ?? spanOf(node.value);
  return { ...place, code: 'header-value-invalid', field, character: found[0] };
}

function managedFault({ node, field }: ResolvedHeader, earlier: readonly HeaderField[], bytes: number | undefined) {
  const why = managedBy(field, earlier, bytes);
  return why && ({ ...spanOf(node), code: 'header-managed', field: field[0], why } satisfies Refusal);
}

function managedBy(
  [name, value]: HeaderField,
  earlier: readonly HeaderField[],
  bytes: number | undefined,
): ManagedReason | undefined {
  const repeated = earlier.some(([other]) => sameName(other, name));
  switch (name.toLowerCase()) {
    case 'transfer-encoding':
      return { kind: 'framing' };
    case 'keep-alive':
    case 'upgrade':
      return { kind: 'connection' };
    case 'connection':
      return /^(?:close|keep-alive)$/i.test(value.trim()) ? undefined : { kind: 'connection' };
    case 'expect':
      return { kind: 'expect' };
    case 'host':
      return repeated ? { kind: 'repeated' } : undefined;
    case 'content-length':
      if (repeated) return { kind: 'repeated' };
      return bytes === undefined || value === String(bytes) ? undefined : { kind: 'length', said: value, bytes };
    default:
      return undefined;
  }
}

/** The characters the user typed that the one at `index` of the expanded text comes from. */
function sourceOf(expansion: Expansion, index: number): Span | undefined {
  const piece = expansion.pieces.find(({ expanded }) => index >= expanded.start && index < expanded.end);
  if (piece === undefined) return undefined;
  if (piece.reference !== undefined) return spanOf(piece.source);
  const start = piece.source.start + index - piece.expanded.start;
  return { start, end: start + 1 };
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });
