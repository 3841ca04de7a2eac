import { manual } from '../../src/core/service/manual/manual.ts';
import { catalogue, type RuleCode } from '../../src/core/service/rules/catalogue.ts';
import type { Rule } from '../../src/core/service/rules/rule.ts';
import { ruleExample } from './ruleExample.ts';

export const ruleCodes = Object.keys(catalogue) as readonly RuleCode[];

/** The pages of `docs/rules/`, by file name: one for each rule, made from the catalogue, and the index. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([['README.md', indexPage()], ...ruleCodes.map((id) => [`${id}.md`, rulePage(id)] as const)]);
}

function rulePage(id: RuleCode): string {
  const rule: Rule = catalogue[id];
  const { why, fix } = manual[id];
  const { message, fires, silent, titles } = ruleExample(id);
  const offered =
    titles.length === 0 ? '' : `\n\nQuick fixes here: ${titles.map((title) => `*${escaped(title)}*`).join(' · ')}`;
  return `# ${escaped(rule.title)}

\`${id}\` · ${severity(rule)} · [${rule.rfc}](${rule.url})

> ${escaped(message)}

${why}

## Found here

${fires}

## Not here

${silent}

## What to do

${fix}${offered}

## Severity

\`\`\`json
"precondition.rules": { "${id}": "off" }
\`\`\`

[All rules](README.md)
`;
}

function indexPage(): string {
  const rows = ruleCodes.map((id) => row(id, catalogue[id]));
  return `# Rules

Every finding has a stable id and a page: what it says, why it matters, an example, what to do. Set its severity, or
\`off\`, under \`precondition.rules\`:

\`\`\`json
"precondition.rules": { "etag-old": "off", "write-unconditional": "error" }
\`\`\`

| Rule | What it finds | Severity | Section |
|---|---|---|---|
${rows.join('\n')}
`;
}

function row(id: string, rule: Rule): string {
  return `| [\`${id}\`](${id}.md) | ${escaped(rule.title)} | ${severity(rule)} | [${rule.rfc}](${rule.url}) |`;
}

const escaped = (text: string) => text.replace(/[\\`*_|<>[\]]/g, '\\$&');

function severity({ severity: usual, onWrites, onGuard, onDateOnly, onVendor }: Rule): string {
  const parts: string[] = [usual];
  if (onWrites !== undefined) parts.push(`${onWrites} on writes`);
  if (onGuard !== undefined) parts.push(`${onGuard} in If-Unmodified-Since`);
  if (onDateOnly !== undefined) parts.push(`${onDateOnly} where only a date is known`);
  if (onVendor !== undefined) parts.push(`${onVendor} at an API that takes it`);
  return parts.join(', ');
}
