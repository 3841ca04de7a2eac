import { sameName } from '../../http/headerList.ts';
import { rfcName, rfcUrl } from '../../http/sections.ts';
import { touches } from '../../span.ts';
import type { HeaderNode } from '../../syntax/ast.ts';
import { authScheme } from '../words/authSchemes.ts';
import type { HoverText } from './hoverAt.ts';
import { code, sectionLink } from './markdown.ts';

/** On the value of `Authorization`: how its scheme is written, and what becomes of it. No part of the value is repeated. */
export function authorizationHover({ name, value, credentials }: HeaderNode, local: number): HoverText | undefined {
  if (!sameName(name.text, 'Authorization') || credentials !== undefined || !touches(value, local)) return undefined;
  const found = authScheme(value.text);
  if (found === undefined) return undefined;
  const { rfc, example, summary } = found;
  const link = rfc === undefined ? [] : [sectionLink({ rfc: rfcName(...rfc), url: rfcUrl(...rfc) })];
  const [word = ''] = example.split(' ', 1);
  const head = [`**${word}**`, ...link].join(' · ');
  return { span: { start: value.start, end: value.end }, markdown: `${head}\n\n${code(example)}\n\n${summary}` };
}
