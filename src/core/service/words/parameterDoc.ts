/** One argument of a directive or of a dynamic variable. */
export interface ParameterDoc {
  readonly label: string;
  readonly need: 'required' | 'optional';
  readonly summary: string;
}

/** A parameter that must be given. */
export function required(label: string, summary: string): ParameterDoc {
  return { label, need: 'required', summary };
}

/** A parameter that may be left out. */
export function optional(label: string, summary: string): ParameterDoc {
  return { label: `[${label}]`, need: 'optional', summary };
}
