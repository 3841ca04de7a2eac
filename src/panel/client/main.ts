import { type FromPanel, readFromPanel, readToPanel, type ToPanel } from '../protocol.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPanel): void };

const editor = acquireVsCodeApi();

/** What sends a request takes a while; the rest is done at once. */
const sends: ReadonlySet<FromPanel['type']> = new Set<FromPanel['type']>([
  'repair',
  'look-up',
  'send-again',
  'merge-send',
]);

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-message]') : null;
  if (button === null || button.getAttribute('aria-disabled') === 'true') return;
  const message = readFromPanel(JSON.parse(button.dataset['message'] ?? ''));
  if (message === undefined) return;
  if (sends.has(message.type)) turn({ type: 'busy', note: 'Sending…' });
  editor.postMessage(message);
});

window.addEventListener('message', (event) => {
  const message = readToPanel(event.data);
  if (message !== undefined) turn(message);
});

/** While a request is on its way the buttons stay where they are, keep their focus, and do nothing. */
function turn({ type, note }: ToPanel): void {
  for (const button of document.querySelectorAll('button[data-message]:not(#cancel)')) {
    button.setAttribute('aria-disabled', String(type === 'busy'));
  }
  document.querySelector('#cancel')?.toggleAttribute('hidden', type !== 'busy');
  const status = document.querySelector('#note');
  if (status !== null) status.textContent = note;
}

/** `autofocus` has no effect in a frame that the editor fills, so the preferred button takes the focus here. */
document.querySelector<HTMLButtonElement>('button[data-focus]')?.focus({ preventScroll: true });
