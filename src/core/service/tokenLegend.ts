/** What a stretch of text is. The manifest gives each type its colours (`semanticTokenScopes`). */
export const tokenTypes = ['httpMethod', 'headerField', 'entityTag', 'variable', 'requestName'] as const;
export const tokenModifiers = ['precondition', 'strong', 'weak', 'declaration', 'undefined'] as const;

export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];
