import type { DirectiveNode } from './ast.ts';
import { directiveKey } from './directives.ts';

/** Something that only the user can say, asked when the request is sent. */
export interface Question {
  /** The same for the same question of a file. */
  readonly key: string;
  readonly kind: 'text' | 'secret' | 'choice';
  /** What to ask, as the file words it. */
  readonly text: string;
  /** Offered as the answer. */
  readonly suggested: string | undefined;
  /** What can be chosen; empty unless the kind is `choice`. */
  readonly choices: readonly string[];
  /** Whether the answer holds for one send or for the rest of the session (`-askonce`). */
  readonly holds: 'for-this-send' | 'for-the-session';
}

const kinds: Readonly<Record<string, Question['kind']>> = {
  prompt: 'text',
  input: 'text',
  password: 'secret',
  pick: 'choice',
};

/**
 * Reads `$prompt text`, `$input text $value: suggestion`, `$password text` or `$pick text $value: a,b,c`, each with
 * `-askonce` after its name too. Undefined for another expression.
 */
export function promptExpression(expression: string): Question | undefined {
  const match = /^\$(prompt|input|password|pick)(-askonce)?(?:\s+(.*))?$/s.exec(expression);
  const kind = kinds[match?.[1] ?? ''];
  if (match === null || kind === undefined) return undefined;
  const [text = '', value] = (match[3] ?? '').split(/\s*\$value:\s*/, 2);
  return {
    key: expression.replaceAll(/\s+/g, ' '),
    kind,
    text: text.trim().replace(/^(["'])(.*)\1$/s, '$2') || 'Value',
    suggested: kind === 'choice' ? undefined : value?.trim(),
    choices: kind === 'choice' ? choicesIn(value ?? '') : [],
    holds: match[2] === undefined ? 'for-this-send' : 'for-the-session',
  };
}

function choicesIn(text: string): readonly string[] {
  const choices = text.split(',').map((choice) => choice.trim());
  return choices.filter((choice, at) => choice !== '' && choices.indexOf(choice) === at);
}

/** A variable that `# @prompt name description` asks for. */
export interface PromptedVariable {
  readonly name: string;
  readonly question: Question;
}

/** The variables that the directives ask for: REST Client's `@prompt`, Kulala's `@secret` and its longer spellings. */
export function promptedVariables(directives: readonly DirectiveNode[]): readonly PromptedVariable[] {
  return directives.flatMap(({ name, value }) => {
    const key = directiveKey(name.text).replace(/^kulala/, '');
    const [variable = '', description = ''] = value.text.split(/\s+(.*)/s, 2);
    if ((key !== 'prompt' && key !== 'secret') || variable === '') return [];
    const kind = key === 'secret' || /^pass(?:word|wd)?$/i.test(variable) ? 'secret' : 'text';
    const text = description.trim() || variable;
    const question = { kind, text, suggested: undefined, choices: [], holds: 'for-this-send' } as const;
    return [{ name: variable, question: { key: `@${key} ${variable}`, ...question } }];
  });
}
