/** What the page asks of the editor. Nothing else is accepted; the host checks every message. */
export type FromPanel =
  | { readonly type: 'repair'; readonly id: string }
  | { readonly type: 'open-request' }
  | { readonly type: 'copy-report' }
  | { readonly type: 'look-up' }
  | { readonly type: 'send-again' }
  /** Ends what is under way. */
  | { readonly type: 'cancel' }
  | { readonly type: 'merge-send' }
  | { readonly type: 'merge-show' }
  | { readonly type: 'merge-complete' }
  | { readonly type: 'merge-discard' }
  | { readonly type: 'take-content' };

/** What the editor tells the page. `busy` disables the buttons until `idle` or a new page comes. */
export type ToPanel =
  | { readonly type: 'busy'; readonly note: string }
  | { readonly type: 'idle'; readonly note: string };

/** The message, when it is one the page may send; undefined for anything else. */
export function readFromPanel(message: unknown): FromPanel | undefined {
  const { type, id } = fieldsOf(message);
  switch (type) {
    case 'repair':
      return typeof id === 'string' && id.length <= 64 ? { type, id } : undefined;
    case 'open-request':
    case 'copy-report':
    case 'look-up':
    case 'send-again':
    case 'cancel':
    case 'merge-send':
    case 'merge-show':
    case 'merge-complete':
    case 'merge-discard':
    case 'take-content':
      return { type };
    default:
      return undefined;
  }
}

/** The message, when it is one the editor may send; undefined for anything else. */
export function readToPanel(message: unknown): ToPanel | undefined {
  const { type, note } = fieldsOf(message);
  if (type !== 'busy' && type !== 'idle') return undefined;
  return typeof note === 'string' ? { type, note } : undefined;
}

function fieldsOf(message: unknown): Readonly<Record<string, unknown>> {
  return typeof message === 'object' && message !== null ? { ...message } : {};
}
