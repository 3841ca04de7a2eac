import type { Send, SendOptions } from '../core/http/exchange.ts';
import type { Tokens } from '../exchange/ports.ts';
import type { DeviceCode } from '../transport/auth/oauth.ts';
import { tokenKeeper } from '../transport/auth/tokenKeeper.ts';

/** Tokens for one run, kept as long as it lasts. Where a page has to be opened, its address is told. */
export function terminalTokens(tell: (line: string) => void): (send: Send, options: SendOptions) => Tokens {
  const kept = new Map<string, string>();
  const keeper = tokenKeeper({
    read: async (key) => kept.get(key),
    write: async (key, stored) => {
      kept.set(key, stored);
    },
  });
  return (send, options) => ({
    grant: async (wish, client, signal = new AbortController().signal) => {
      if (client === undefined) {
        return {
          kind: 'none',
          why: `accounts of ${wish.kind === 'account' ? wish.provider : 'others'} are known in the editor alone.`,
        };
      }
      const openBrowser = async (url: string): Promise<void> => tell(`Open this page to go on: ${url}`);
      const showCode = ({ code, url }: DeviceCode): void => tell(`Enter the code ${code} at ${url}`);
      try {
        const value = await keeper.token(client, { send, options, signal, openBrowser, showCode });
        return { kind: 'token', value, refused: () => keeper.outdate(client, value) };
      } catch (error) {
        return { kind: 'none', why: error instanceof Error ? error.message : 'it was not granted.' };
      }
    },
  });
}
