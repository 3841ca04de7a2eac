/** Only what the lab touches of frameworks that bring no types. */

declare module 'express' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  interface Request extends IncomingMessage {
    readonly params: Readonly<Record<string, string>>;
    readonly body: unknown;
  }
  interface Response extends ServerResponse {
    status(code: number): Response;
    set(name: string, value: string): Response;
    type(name: string): Response;
    send(body: string): Response;
    json(body: unknown): Response;
    end(): Response;
  }
  type Handler = (request: Request, response: Response) => void;
  interface Application extends RequestListener {
    set(name: string, value: string): Application;
    use(...handlers: readonly unknown[]): Application;
    get(path: string, handler: Handler): Application;
    put(path: string, handler: Handler): Application;
    delete(path: string, handler: Handler): Application;
  }
  interface Express {
    (): Application;
    text(options: { readonly type: string }): unknown;
    static(folder: string): unknown;
  }
  const express: Express;
  export = express;
}

declare module 'koa' {
  import type { IncomingMessage, RequestListener } from 'node:http';

  namespace Koa {
    interface Context {
      readonly method: string;
      readonly path: string;
      readonly req: IncomingMessage;
      status: number;
      body: unknown;
      type: string;
      lastModified: Date;
    }
  }
  class Koa {
    use(middleware: unknown): this;
    callback(): RequestListener;
  }
  export = Koa;
}

declare module 'koa-conditional-get' {
  const conditional: () => unknown;
  export = conditional;
}

declare module 'koa-etag' {
  const etag: () => unknown;
  export = etag;
}
