import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** A request as httpYac hands it to its HTTP client. */
export interface PeerRequest {
  /** The line of its request line, counted from 0. */
  readonly line: number;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | undefined;
}

interface PeerRegion {
  readonly request?: object;
  readonly symbol: { readonly startLine: number; readonly children?: { kind: string; startLine: number }[] };
}

interface CapturedRequest {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Record<string, string | string[] | undefined>;
  readonly body?: unknown;
}

/** What is used of the package: its types ask for libraries that this project does not have. */
interface Peer {
  readonly cli: { initFileProvider(): void };
  readonly io: {
    readonly log: { options: { level: number } };
    readonly userInteractionProvider: object;
    readonly httpClientProvider: { createRequestClient: unknown };
  };
  readonly store: {
    HttpFileStore: new () => {
      parse(
        file: string,
        text: string,
        options: object,
      ): Promise<{ httpRegions: readonly PeerRegion[]; config: object }>;
    };
  };
  send(context: object): Promise<boolean>;
}

const silent = 1000;
const nothing = () => undefined;

/** Where a script would write. */
const quiet = {
  info: nothing,
  log: nothing,
  trace: nothing,
  debug: nothing,
  error: nothing,
  warn: nothing,
  logPriority: nothing,
  clear: nothing,
  collectMessages: nothing,
  flush: nothing,
};

/** Reads and resolves every request of the file with httpYac. Its client is replaced, so nothing is sent. */
export async function httpyacRequests(file: string, text: string): Promise<readonly PeerRequest[]> {
  const peer: Peer = createRequire(import.meta.url)('httpyac');
  let captured: CapturedRequest | undefined;
  peer.cli.initFileProvider();
  peer.io.log.options = { level: silent };
  Object.assign(peer.io.userInteractionProvider, {
    isTrusted: () => true,
    showNote: async () => true,
    showWarningMessage: async () => undefined,
    showErrorMessage: async () => undefined,
    showInformationMessage: async () => undefined,
  });
  peer.io.httpClientProvider.createRequestClient = (request: CapturedRequest) =>
    clientOf(request, (sent) => {
      captured = sent;
    });
  const circumstances = { config: { cookieJarEnabled: false, log: { level: silent } }, activeEnvironment: ['dev'] };
  const httpFile = await new peer.store.HttpFileStore().parse(file, text, {
    workingDir: dirname(file),
    ...circumstances,
  });
  const found: PeerRequest[] = [];
  for (const httpRegion of httpFile.httpRegions) {
    if (httpRegion.request === undefined) continue;
    captured = undefined;
    await peer
      .send({
        httpFile,
        httpRegion,
        config: httpFile.config,
        activeEnvironment: ['dev'],
        options: {},
        scriptConsole: quiet,
      })
      .catch(() => false);
    if (captured !== undefined) found.push(requestOf(captured, lineOf(httpRegion)));
  }
  return found;
}

function clientOf(request: CapturedRequest, take: (request: CapturedRequest) => void) {
  return {
    request,
    reportMessage: '',
    supportsStreaming: false,
    nativeClient: {},
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    connect: async () => ({}),
    send: async (body: unknown) => take({ ...request, body: body ?? request.body }),
    disconnect: () => undefined,
    onMessage: () => undefined,
    triggerEnd: () => undefined,
    close: () => undefined,
  };
}

function lineOf({ symbol }: PeerRegion): number {
  return symbol.children?.find(({ kind }) => kind === 'requestLine')?.startLine ?? symbol.startLine;
}

function requestOf({ method = 'GET', url = '', headers = {}, body }: CapturedRequest, line: number): PeerRequest {
  const fields = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): readonly [string, string] => [name, String(each)]),
  );
  return { line, method, url, headers: fields, body: textOf(body) };
}

/** Bytes as Latin-1, so that none is lost. */
function textOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (Buffer.isBuffer(body)) return body.toString('latin1');
  return Buffer.from(String(body), 'utf8').toString('latin1');
}
