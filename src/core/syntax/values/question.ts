import type { DirectiveNode } from '../ast.ts';
import { directiveKey } from '../block/directives.ts';

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
  /** Not the user but whoever grants it is asked for this token. */
  readonly token?: TokenWish;
  /** Whether the answer holds for one send or for the rest of the session (`-askonce`). */
  readonly holds: 'for-this-send' | 'for-the-session';
}

/** Which token is wanted, and of whom. */
export type TokenWish =
  /** Of the client that `Security.Auth` of the environment describes under this id. */
  | { readonly kind: 'configured'; readonly id: string; readonly token: 'access' | 'id' }
  /** Of the client that variables with this prefix describe. */
  | { readonly kind: 'prefixed'; readonly grant: string; readonly prefix: string }
  /** Of an account that the editor is signed in to. */
  | { readonly kind: 'account'; readonly provider: 'github' | 'microsoft'; readonly scopes: readonly string[] };

/** Reads `$auth.token("id")`, `$auth.idToken("id")`, `$github scopes` and `$microsoft scopes`. */
export function tokenExpression(expression: string): Question | undefined {
  const [, which, id] = /^\$auth\.(token|idToken)\(\s*["']([^"']+)["']\s*\)$/.exec(expression) ?? [];
  if (id !== undefined)
    return tokenQuestion(expression, { kind: 'configured', id, token: which === 'token' ? 'access' : 'id' });
  const [, provider, scopes = ''] = /^\$(github|microsoft)(?:\s+(.*))?$/s.exec(expression) ?? [];
  if (provider !== 'github' && provider !== 'microsoft') return undefined;
  return tokenQuestion(expression, { kind: 'account', provider, scopes: scopes.split(/[\s,]+/).filter(Boolean) });
}

/** The prefix of variables that httpYac falls back to. */
export const usualPrefix = 'oauth2';

/**
 * Reads the value of an `Authorization` field as httpYac spells it: `openid client_credentials prefix`, the grant and
 * the prefix left out perhaps. What is exchanged for another token is a grant of its own.
 */
export function tokenField(value: string): Question | undefined {
  const [, words] = /^\s*(?:openid|oauth2)((?:\s+[\w-]+){0,4})\s*$/i.exec(value) ?? [];
  if (words === undefined) return undefined;
  const [first = '', second, third] = words.trim().split(/\s+/);
  const alone =
    second === undefined &&
    !/^(?:|client(?:_credentials)?|(?:authorization_)?code|device(?:_code)?|password|implicit|hybrid)$/i.test(first);
  const grant = [second, third].includes('token_exchange') ? 'token_exchange' : alone ? '' : first.toLowerCase();
  const prefix = alone ? first : (second ?? usualPrefix);
  return tokenQuestion(value.trim(), { kind: 'prefixed', grant: grant || 'client_credentials', prefix });
}

const tokenQuestion = (text: string, token: TokenWish): Question => ({
  key: text.replaceAll(/\s+/g, ' '),
  kind: 'secret',
  text,
  suggested: undefined,
  choices: [],
  token,
  holds: 'for-this-send',
});

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
  const token = tokenExpression(expression);
  if (token !== undefined) return token;
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
