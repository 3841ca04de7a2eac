import { catalogue } from '../../src/core/service/rules/catalogue.ts';
import type { Rule } from '../../src/core/service/rules/rule.ts';

/** `docs/rules.md`, made from the catalogue: a row a rule. */
export function rulesPage(): string {
  const rows = Object.entries(catalogue).map(([id, rule]) => row(id, rule));
  return `# Rules

Every finding has a stable id. Set its severity, or \`off\`, under \`precondition.rules\`:

\`\`\`json
"precondition.rules": { "etag-old": "off", "write-unconditional": "error" }
\`\`\`

| Rule | What it finds | Severity | Section |
|---|---|---|---|
${rows.join('\n')}
`;
}

function row(id: string, rule: Rule): string {
  const title = rule.title.replaceAll('|', '\\|').replaceAll('*', '\\*');
  return `| \`${id}\` | ${title} | ${severity(rule)} | [${rule.rfc}](${rule.url}) |`;
}

function severity({ severity: usual, onWrites, onGuard, onDateOnly }: Rule): string {
  const parts: string[] = [usual];
  if (onWrites !== undefined) parts.push(`${onWrites} on writes`);
  if (onGuard !== undefined) parts.push(`${onGuard} in If-Unmodified-Since`);
  if (onDateOnly !== undefined) parts.push(`${onDateOnly} where only a date is known`);
  return parts.join(', ');
}
