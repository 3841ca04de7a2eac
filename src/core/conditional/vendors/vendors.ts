import type { Exchange } from '../../http/exchange.ts';
import { firstValue, type HeaderList } from '../../http/headerList.ts';
import { parsedUrl } from '../../http/parsedUrl.ts';
import { azureBlob } from './azureBlob.ts';
import { calDav } from './calDav.ts';
import { cosmosDb } from './cosmosDb.ts';
import { couchDb } from './couchDb.ts';
import { elasticsearch } from './elasticsearch.ts';
import { fhir } from './fhir.ts';
import { github } from './github.ts';
import { googleApi } from './googleApi.ts';
import { googleStorage } from './googleStorage.ts';
import { jsonTree } from './jsonTree.ts';
import { kinto } from './kinto.ts';
import { kubernetes } from './kubernetes.ts';
import { odata } from './odata.ts';
import { s3 } from './s3.ts';
import type { Clue, Vendor, VendorId, VendorScene } from './vendor.ts';

/** Every API known. Those that are told by their own content come before those that another's content may hold. */
export const vendors: readonly Vendor[] = [
  googleStorage,
  googleApi,
  github,
  odata,
  azureBlob,
  cosmosDb,
  s3,
  couchDb,
  elasticsearch,
  kubernetes,
  fhir,
  kinto,
  calDav,
];

/** The API of that id. */
export function vendorOf(id: VendorId): Vendor | undefined {
  return vendors.find((each) => each.id === id);
}

/** An API, and what it was recognised by, as sentences. */
export interface Recognition {
  readonly vendor: Vendor;
  readonly evidence: readonly string[];
}

/** What can be known of an exchange for recognising it; a URL is enough for hosts. */
export interface VendorEvidence {
  readonly url: string;
  readonly method?: string;
  readonly sent?: HeaderList;
  readonly received?: HeaderList;
  readonly text?: string;
}

/** More content than this is not looked through. */
export const READ_AT_MOST = 2_097_152;

/** The API whose evidence weighs most: one sure clue, or two hints. Undefined when there is no such one. */
export function recognise(evidence: VendorEvidence): Recognition | undefined {
  const scene = sceneOf(evidence);
  return scene === undefined ? undefined : recogniseIn(scene);
}

/** The same, for a scene made already. */
export function recogniseIn(scene: VendorScene): Recognition | undefined {
  let best: (Recognition & { readonly score: number }) | undefined;
  for (const vendor of vendors) {
    const clues = vendor.clues(scene);
    const score = clues.reduce((sum, { weight }) => sum + (weight === 'sure' ? 2 : 1), 0);
    if (score >= 2 && score > (best?.score ?? 0)) best = { vendor, evidence: clues.map(wordOf), score };
  }
  return best === undefined ? undefined : { vendor: best.vendor, evidence: best.evidence };
}

const wordOf = ({ what }: Clue): string => what;

/** What an exchange shows of its API, undefined without a whole answer. */
export function sceneOfExchange({ request, response, error }: Exchange): VendorScene | undefined {
  if (response === undefined || error !== undefined || !response.complete) return undefined;
  const { headers: received, body, bodyFile } = response;
  const readable = bodyFile === undefined && body.length <= READ_AT_MOST && isText(received);
  const text = readable ? new TextDecoder().decode(body) : '';
  return sceneOf({ url: request.url, method: request.method, sent: request.headers, received, text });
}

function isText(headers: HeaderList): boolean {
  return /json|xml|text/i.test(firstValue(headers, 'Content-Type') ?? 'text');
}

function sceneOf({
  url,
  method = 'GET',
  sent = [],
  received = [],
  text = '',
}: VendorEvidence): VendorScene | undefined {
  const parsed = parsedUrl(url);
  if (parsed === undefined) return undefined;
  const json = /^\s*[[{]/.test(text.slice(0, 100)) ? jsonTree(text) : undefined;
  return { method, url: parsed, sent, received, text, json };
}
