/** What the caller has to put right: shown as one line on stderr, exit status 2. */
export class UsageError extends Error {}
