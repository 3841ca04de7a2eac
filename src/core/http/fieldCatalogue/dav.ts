import type { FieldDoc } from '../fields.ts';
import { rfcName, rfcUrl } from '../sections.ts';

/** WebDAV's fields. */
export const davFields: readonly FieldDoc[] = [
  {
    name: 'If',
    kind: 'precondition',
    rfc: rfcName('4918', '10.4'),
    url: rfcUrl('4918', '10.4'),
    summary:
      'WebDAV: do this only if one of the lists holds, each of lock tokens and entity tags; otherwise 412. A lock token in it also submits the lock.',
    example: '(<urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2> ["v1"])',
    where: 'request',
  },
  {
    name: 'Depth',
    kind: 'webdav',
    rfc: rfcName('4918', '10.2'),
    url: rfcUrl('4918', '10.2'),
    summary: 'WebDAV: how far into a collection the method goes.',
    example: '0',
    where: 'request',
  },
  {
    name: 'Destination',
    kind: 'webdav',
    rfc: rfcName('4918', '10.3'),
    url: rfcUrl('4918', '10.3'),
    summary: 'WebDAV: where COPY and MOVE put the result.',
    example: '',
    where: 'request',
  },
  {
    name: 'Overwrite',
    kind: 'webdav',
    rfc: rfcName('4918', '10.6'),
    url: rfcUrl('4918', '10.6'),
    summary: 'WebDAV: F forbids replacing what is at the destination; it is then answered 412 without any If- field.',
    example: 'F',
    where: 'request',
  },
  {
    name: 'Lock-Token',
    kind: 'webdav',
    rfc: rfcName('4918', '10.5'),
    url: rfcUrl('4918', '10.5'),
    summary: 'WebDAV: the lock to release, or the one just made.',
    example: '',
    where: 'both',
  },
  {
    name: 'Timeout',
    kind: 'webdav',
    rfc: rfcName('4918', '10.7'),
    url: rfcUrl('4918', '10.7'),
    summary: 'WebDAV: how long a lock shall last.',
    example: 'Second-600',
    where: 'request',
  },
  {
    name: 'DAV',
    kind: 'webdav',
    rfc: rfcName('4918', '10.1'),
    url: rfcUrl('4918', '10.1'),
    summary: 'WebDAV: what the server can do.',
    example: '1, 2',
    where: 'both',
  },
];
