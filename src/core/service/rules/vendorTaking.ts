import type { Subject } from '../request/subject.ts';

/** The name of the API that the request goes to, when it takes such a tag in If-Match against RFC 9110. */
export function vendorTaking(
  { resource, context }: Subject,
  form: 'weakAllowedInIfMatch' | 'unquotedAllowedInIfMatch',
): string | undefined {
  const vendor = resource === undefined ? undefined : context.vendorOf(resource);
  return vendor?.[form] === 'yes' ? vendor.name : undefined;
}
