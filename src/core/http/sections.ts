/** Where to read a section: `rfcUrl('9110', '13.1.1')` is the RFC editor's page at that anchor. */
export function rfcUrl(rfc: string, section: string): string {
  const page = `https://www.rfc-editor.org/rfc/rfc${rfc}`;
  return section === '' ? page : `${page}#section-${section}`;
}

/** How a section is named to people: `RFC 9110 §13.1.1`. */
export function rfcName(rfc: string, section: string): string {
  return section === '' ? `RFC ${rfc}` : `RFC ${rfc} §${section}`;
}
