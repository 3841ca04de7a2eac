import type { Exchange } from '../http/exchange.ts';
import type { HttpDocument } from './ast.ts';
import type { Lookup, Origin } from './resolution.ts';

/** Where values come from besides the file, in the order option, file, environment. Time and chance are arguments. */
export interface ScopeInputs {
  /** Given on the command line or by the caller; they win over everything. */
  readonly options: Readonly<Record<string, string>>;
  readonly environment: { readonly name: string; readonly values: Readonly<Record<string, string>> };
  /** The last whole answer of the named request, if it was sent. */
  answer(request: string): Exchange | undefined;
  processVariable(name: string): string | undefined;
  /** A variable of the `.env` file beside the document; without it `$dotenv` is unresolved. */
  dotenvVariable?(name: string): string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  /** In [0, 1). */
  random(): number;
}

/** Says what the expression inside `{{ }}` stands for. */
export interface Scope {
  lookUp(expression: string): Lookup;
}

/** A scope over the document's file variables and the inputs. Later definitions win, file-wide. */
export function createScope(document: HttpDocument, inputs: ScopeInputs): Scope {
  return {
    lookUp(expression) {
      const name = expression.trim();
      const option = inputs.options[name];
      if (option !== undefined) return value(option, { kind: 'option' });
      for (let block = document.blocks.length - 1; block >= 0; block -= 1) {
        const node = document.blocks[block]?.block.variables.findLast((variable) => variable.name.text === name);
        if (node !== undefined) return value(node.value.text, { kind: 'file', block, span: node });
      }
      const own = inputs.environment.values[name];
      if (own !== undefined) return value(own, { kind: 'environment', environment: inputs.environment.name });
      return { kind: 'unresolved', reason: 'undefined' };
    },
  };
}

function value(text: string, origin: Origin): Lookup {
  return { kind: 'value', value: text, origin };
}
