import type { Part } from '../../core/http/progress.ts';
import { StreamedText, shownWhileComing } from '../../exchange/answers/view/streamedText.ts';

/** Milliseconds after which content of unknown length is shown although there is more to come. */
const patience = 400;
/** Between two showings: the longer the text, the more it costs to give it to the editor. */
const shortest = 150;
const charactersPerMillisecond = 10_000;

/** Where a response that is still coming shows. */
export interface LiveView {
  /** Shows the text, for the first time or anew. */
  show(text: string): Promise<void>;
}

/** Shows a response while it comes, at a pace at which the editor does little else than stand by. */
export class LiveResponse {
  readonly #view: LiveView;
  readonly #limit: number;
  #response: Part['response'] | undefined;
  #text: StreamedText | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #showing: Promise<void> = Promise.resolve();
  #length = 0;

  /** `limit` is the number of bytes shown at most. */
  constructor(view: LiveView, limit: number) {
    this.#view = view;
    this.#limit = limit;
  }

  readonly take = ({ response, bytes }: Part): void => {
    if (response !== this.#response) this.#begin(response);
    this.#text?.add(bytes);
    if (this.#text !== undefined) this.#wait();
  };

  /** Nothing more comes. Resolves when nothing more is shown. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#text = undefined;
    await this.#showing;
  }

  /** After a redirect another response begins. */
  #begin(response: Part['response']): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#response = response;
    this.#text = undefined;
    const when = shownWhileComing(response);
    if (when === 'at-its-end') return;
    this.#text = new StreamedText(response, this.#limit);
    this.#timer = setTimeout(this.#show, when === 'at-once' ? 0 : patience);
  }

  readonly #show = (): void => {
    const text = this.#text;
    if (text === undefined) return;
    const { bytes } = text;
    const shown = text.text();
    this.#length = shown.length;
    this.#showing = this.#view.show(shown).finally(() => {
      this.#timer = undefined;
      if (this.#text === text && text.bytes > bytes) this.#wait();
    });
  };

  #wait(): void {
    this.#timer ??= setTimeout(this.#show, shortest + this.#length / charactersPerMillisecond);
  }
}
