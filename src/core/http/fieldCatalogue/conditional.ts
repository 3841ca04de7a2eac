import type { FieldDoc } from '../fields.ts';
import { rfcName, rfcUrl } from '../sections.ts';

/** Preconditions and validators. */
export const conditionalFields: readonly FieldDoc[] = [
  {
    name: 'If-Match',
    kind: 'precondition',
    rfc: rfcName('9110', '13.1.1'),
    url: rfcUrl('9110', '13.1.1'),
    summary:
      'Do this only if the resource is still one of these versions; otherwise the server answers 412 and changes nothing. Compares strongly, so a weak tag never matches. `*` asks only that the resource exist.',
    example: '"v1"',
    where: 'request',
  },
  {
    name: 'If-None-Match',
    kind: 'precondition',
    rfc: rfcName('9110', '13.1.2'),
    url: rfcUrl('9110', '13.1.2'),
    summary:
      'Do this only if the resource is none of these versions: a read is then answered 304 without content, a write 412. `*` asks that nothing exist yet, so that a PUT can only create.',
    example: '"v1"',
    where: 'request',
  },
  {
    name: 'If-Modified-Since',
    kind: 'precondition',
    rfc: rfcName('9110', '13.1.3'),
    url: rfcUrl('9110', '13.1.3'),
    summary:
      'Send the content only if it changed after this date; otherwise 304. For GET and HEAD alone, and ignored beside If-None-Match.',
    example: 'Sun, 06 Nov 1994 08:49:37 GMT',
    where: 'request',
  },
  {
    name: 'If-Unmodified-Since',
    kind: 'precondition',
    rfc: rfcName('9110', '13.1.4'),
    url: rfcUrl('9110', '13.1.4'),
    summary:
      'Do this only if the resource did not change after this date; otherwise 412. Ignored beside If-Match, and ignored altogether when the date cannot be read.',
    example: 'Sun, 06 Nov 1994 08:49:37 GMT',
    where: 'request',
  },
  {
    name: 'If-Range',
    kind: 'precondition',
    rfc: rfcName('9110', '13.1.5'),
    url: rfcUrl('9110', '13.1.5'),
    summary:
      'Send the range only if the resource is still this version; otherwise the whole content. Takes one strong tag, or one date when there is no tag.',
    example: '"v1"',
    where: 'request',
  },
  {
    name: 'ETag',
    kind: 'validator',
    rfc: rfcName('9110', '8.8.3'),
    url: rfcUrl('9110', '8.8.3'),
    summary:
      'The name of this version of the content. A tag without W/ changes with every byte; one with W/ says only that the meaning is the same.',
    example: '"v1"',
    where: 'response',
  },
  {
    name: 'Last-Modified',
    kind: 'validator',
    rfc: rfcName('9110', '8.8.2'),
    url: rfcUrl('9110', '8.8.2'),
    summary:
      "When the content last changed, to the second, on the server's clock. Two changes within one second share a date.",
    example: 'Sun, 06 Nov 1994 08:49:37 GMT',
    where: 'response',
  },
  {
    name: 'If-Schedule-Tag-Match',
    kind: 'precondition',
    rfc: rfcName('6638', '8.3'),
    url: rfcUrl('6638', '8.3'),
    summary:
      'Do this only if the calendar object still has this schedule tag, which does not change when attendees merely answer.',
    example: '"s1"',
    where: 'request',
  },
  {
    name: 'Schedule-Tag',
    kind: 'validator',
    rfc: rfcName('6638', '8.2'),
    url: rfcUrl('6638', '8.2'),
    summary: 'The name of this version of a calendar object for scheduling; replies of attendees leave it as it is.',
    example: '"s1"',
    where: 'response',
  },
];
