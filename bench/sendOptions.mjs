/** How every sender of ours sends while it is measured. */
export const sendOptions = {
  connectTimeout: 10_000,
  headersTimeout: 10_000,
  bodyTimeout: 10_000,
  redirects: 'follow',
  maxRedirects: 5,
  bodyLimit: 1_000_000,
  tls: 'verify',
};
