import type { RuleCode } from '../../../../src/core/service/rules/catalogue.ts';
import { host, type World } from '../world.ts';

/** A rule with a text in which it fires, at the marked stretch, and one, nearly the same, in which it is silent. */
export interface Example {
  readonly code: RuleCode;
  readonly fires: string;
  readonly silent: string;
  readonly world: World;
  /** The world of the silent text where that is what differs. */
  readonly otherwise: World;
}

export function example(
  code: RuleCode,
  fires: string,
  silent: string,
  world: World = {},
  otherwise: World = world,
): Example {
  return { code, fires, silent, world, otherwise };
}

/** A request to `/1` with these header lines. */
export function request(method: string, ...lines: readonly string[]): string {
  return [`${method} ${host}/1`, ...lines, ''].join('\n');
}

/** The same with content. */
export function withContent(method: string, ...lines: readonly string[]): string {
  return `${request(method, ...lines)}\n{"a":1}\n`;
}
