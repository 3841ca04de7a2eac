/** How the outside is reached besides by the address itself. What is not given is not used. */
export interface Network {
  readonly proxy?: ProxyRules;
  /** Certificates in PEM that are trusted besides the runtime's own. */
  readonly authorities?: readonly string[];
  /** Hosts whose certificates need not be valid: `host`, `host:port`, `*.domain`. A visible exception, never the rule. */
  readonly unverified?: readonly string[];
  readonly certificates?: readonly ClientCertificate[];
}

/** Which proxy is asked, and for what. Addresses are URLs of `http`, `https` or `socks5`; none means none. */
export interface ProxyRules {
  /** For `http:` and for `https:` URLs. */
  readonly http: string | undefined;
  readonly https: string | undefined;
  /** Hosts that are reached directly: `host`, `host:port`, `.domain`, `*.domain`, `10.0.0.0/8`, `*`. */
  readonly bypass: readonly string[];
  /** The value of `Proxy-Authorization`, where the address names no user. */
  readonly authorization?: string;
  /** Whether the certificate of an `https` proxy must be valid. */
  readonly tls: 'verify' | 'accept-any';
}

/** What this side shows to a host that asks who it is: a certificate and its key in PEM, or both as PKCS #12. */
export interface ClientCertificate {
  /** `host`, `host:port`, `*.domain`. */
  readonly host: string;
  readonly cert?: Uint8Array;
  readonly key?: Uint8Array;
  readonly pfx?: Uint8Array;
  /** Asked for when the certificate is first needed, and again when the one given does not open it. */
  readonly passphrase?: (earlier: EarlierPassphrase) => Promise<string | undefined>;
  /** Told the passphrase that opened it. */
  readonly opened?: (passphrase: string) => void;
}

/** What became of the passphrase that was given before, while the same connection was made. */
export type EarlierPassphrase = 'none' | 'wrong';
