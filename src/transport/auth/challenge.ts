/** One challenge of a `WWW-Authenticate` field (RFC 9110 §11.3). Names are in small letters. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const GAP = /[\s,]*/y;
const PARAMETER = /([!#$%&'*+\-.^_`|~\w]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+\-.^_`|~\w]*))(?=\s*(?:,|$))/y;
const SCHEME = /([!#$%&'*+\-.^_`|~\w]+)(?=\s|,|$)/y;
const TOKEN68 = /\s+[\w\-.~+/]+=*(?=\s*(?:,|$))/y;

/** Takes the values of the field apart; what follows a challenge that cannot be read is left out. */
export function readChallenges(values: readonly string[]): readonly Challenge[] {
  return values.flatMap(challengesIn);
}

function challengesIn(value: string): readonly Challenge[] {
  const found: { readonly scheme: string; readonly parameters: Map<string, string> }[] = [];
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(value) ?? undefined;
    if (match !== undefined) at = pattern.lastIndex;
    return match;
  };
  for (;;) {
    next(GAP);
    const parameter = found.length === 0 ? undefined : next(PARAMETER);
    if (parameter !== undefined) {
      const [, name = '', quoted, plain = ''] = parameter;
      found.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? plain);
      continue;
    }
    const scheme = next(SCHEME)?.[1];
    if (scheme === undefined) return found;
    found.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
    next(TOKEN68);
  }
}
