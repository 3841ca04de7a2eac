/** Where a command writes: JSON and results to `out`, messages for people to `err`. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
  /** Whether text for people may be coloured. */
  readonly colour: 'yes' | 'no';
}

/** A command: what the help says of it, and what it does. Resolves to the exit status. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  run(args: readonly string[], output: Output): Promise<number>;
}

/** The exit statuses of the contract. */
export const EXIT = { fine: 0, found: 1, usage: 2, network: 3 } as const;
