/** Who asks an authorization server for a token, and how (RFC 6749). */
export interface OAuthClient {
  readonly grant: 'client-credentials' | 'authorization-code' | 'device' | 'password';
  readonly tokenUrl: string;
  readonly authorizationUrl: string | undefined;
  readonly deviceUrl: string | undefined;
  /** On this machine; one with a free port is made up where none is given. */
  readonly redirectUrl: string | undefined;
  readonly id: string;
  readonly secret: string | undefined;
  /** Where the secret goes: the field `Authorization`, or the content (RFC 6749 §2.3.1). */
  readonly secretIn: 'field' | 'content';
  readonly scope: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Parameters that the authorization server wants besides, such as `audience`. */
  readonly more: Readonly<Record<string, string>>;
  readonly token: 'access' | 'id';
}
