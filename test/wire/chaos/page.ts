import type { Group } from './misbehaviour.ts';
import { misbehaviours } from './table.ts';

const section = ({ title, cases }: Group): string => {
  const rows = cases.map(({ does, outcome }) => `| ${does} | ${outcome} |`);
  return [`## ${title}`, '', '| the peer … | outcome |', '| --- | --- |', ...rows].join('\n');
};

/** docs/chaos.md: every misbehaviour of the chaos origin, and what comes of it. */
export function chaosPage(): string {
  const count = misbehaviours.reduce((sum, { cases }) => sum + cases.length, 0);
  return `# What comes of a peer that misbehaves

Written by \`npm run chaos\`, from the table in \`test/wire/chaos\`: ${count} peers made of raw sockets on the loopback
interface, each doing one thing wrong. \`npm test\` holds every row; \`npm run chaos -- 10000\` sends ten thousand times
over all of them at once, and fails where a socket, a timer or memory is left behind.

\`complete\` is a response that is whole. Everything else names the one error that the exchange ends in: alone where
nothing of an answer could be used, with \`kept\` where part of a response is, marked incomplete, and with \`whole\` where
the response arrived but cannot be followed. \`much content\` is more than would fit in here.

${misbehaviours.map(section).join('\n\n')}
`;
}
