import type { Prompts } from '../ports.ts';

/** The same prompts, which ask an `-askonce` question no more after its first answer; the answers are `held`. */
export function promptsOnce(prompts: Prompts, held: Map<string, string>): Prompts {
  const { ask } = prompts;
  if (ask === undefined) return prompts;
  return {
    ...prompts,
    ask: async (question) => {
      if (question.holds === 'for-this-send') return ask(question);
      const answer = held.get(question.key) ?? (await ask(question));
      if (answer !== undefined) held.set(question.key, answer);
      return answer;
    },
  };
}
