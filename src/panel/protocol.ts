/** What the page asks of the editor. Nothing else is accepted; the host checks every message. */
export type FromPanel =
  | { readonly type: 'repair'; readonly id: string }
  | { readonly type: 'open-request' }
  | { readonly type: 'copy-report' }
  | { readonly type: 'look-up' };
