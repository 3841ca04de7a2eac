import type { ProxyRules } from '../../core/http/network.ts';

/** This machine is reached directly, whatever proxy there is: nobody else's loopback is meant. */
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.0/8', '::1'];

/** What the process was given: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, in either case, the lower one first. */
export function environmentProxies(variable: (name: string) => string | undefined): ProxyRules | undefined {
  const given = (name: string): string | undefined => variable(name) || variable(name.toUpperCase()) || undefined;
  const all = given('all_proxy');
  const http = given('http_proxy') ?? all;
  const https = given('https_proxy') ?? all;
  if (http === undefined && https === undefined) return undefined;
  return { http, https, bypass: [...LOOPBACK, ...(given('no_proxy') ?? '').split(/[\s,]+/)], tls: 'verify' };
}

/** VS Code's settings `http.proxy…`, as they are read; each is checked here. */
export interface EditorProxySettings {
  readonly proxy: unknown;
  readonly noProxy: unknown;
  readonly proxyStrictSSL: unknown;
  readonly proxyAuthorization: unknown;
  readonly proxySupport: unknown;
}

/** What VS Code's settings say, and where they name no proxy, the environment. `off` means none at all. */
export function editorProxies(
  settings: EditorProxySettings,
  variable: (name: string) => string | undefined,
): ProxyRules | undefined {
  if (settings.proxySupport === 'off') return undefined;
  const tls = settings.proxyStrictSSL === false ? 'accept-any' : 'verify';
  const authorization = typeof settings.proxyAuthorization === 'string' ? settings.proxyAuthorization : '';
  const further = { tls, ...(authorization === '' ? {} : { authorization }) } as const;
  const { proxy, noProxy } = settings;
  if (typeof proxy === 'string' && proxy.trim() !== '') {
    const named = Array.isArray(noProxy) ? noProxy.filter((each) => typeof each === 'string') : [];
    return { http: proxy.trim(), https: proxy.trim(), bypass: [...LOOPBACK, ...named], ...further };
  }
  const rules = environmentProxies(variable);
  return rules && { ...rules, ...further };
}
