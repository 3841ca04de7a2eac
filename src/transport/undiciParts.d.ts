/**
 * The two parts of undici that are used. Its entry point pulls in fetch, caches and mocks, which doubles the bundle
 * (716 kB against 286 kB), so they are imported by their own paths; the types are the package's.
 */
declare module 'undici/lib/dispatcher/client.js' {
  import type { Client } from 'undici';

  const client: typeof Client;
  export default client;
}

declare module 'undici/lib/api/api-request.js' {
  import type { Dispatcher } from 'undici';

  type Callback = (error: Error | null, data: Dispatcher.ResponseData) => void;
  /** `this` is the dispatcher to send with. The callback runs while the header section is being parsed. */
  function request(this: Dispatcher, options: Dispatcher.RequestOptions, callback: Callback): void;
  export default request;
}
