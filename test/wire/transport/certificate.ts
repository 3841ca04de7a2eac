import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A self-signed certificate and its key, both PEM. Made here so that no key lies in the repository. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateFacts {
  /** DNS names the certificate is good for; none means 127.0.0.1. */
  readonly names?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
}

const DAY = 86_400_000;

/** X.509 in DER (RFC 5280 §4.1), as little of it as a TLS handshake looks at. */
export function selfSigned(facts: CertificateFacts = {}): Certificate {
  const { names = [], from = new Date(Date.now() - DAY), until = new Date(Date.now() + DAY) } = facts;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid('2a8648ce3d040302'));
  const subject = sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from('precondition test')))));
  const altNames =
    names.length === 0 ? [tlv(0x87, Buffer.from([127, 0, 0, 1]))] : names.map((name) => tlv(0x82, Buffer.from(name)));
  const extensions = tlv(0xa3, sequence(sequence(oid('551d11'), tlv(0x04, sequence(...altNames)))));
  const toBeSigned = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    subject,
    sequence(utcTime(from), utcTime(until)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', toBeSigned, privateKey)]);
  const der = sequence(toBeSigned, algorithm, tlv(0x03, signature));
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function tlv(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const head =
    length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(head), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, Buffer.concat(parts));

const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'));

const utcTime = (date: Date): Buffer =>
  tlv(0x17, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
