import type { HeaderField } from '../../http/headerList.ts';
import type { DraftPart } from '../draftRequest.ts';
import type { ImportNote } from '../importNote.ts';
import type { FormPart } from './formParts.ts';

/** A header line of the command, and whether the user wrote it as one (`-H`) or another option implies it. */
export interface DraftField {
  readonly field: HeaderField;
  readonly by: 'user' | 'option';
}

/** One piece of `-d` and its kin; `joint` is what stands between it and the piece before. */
export interface DataPiece {
  readonly part: DraftPart;
  readonly joint: '&' | '';
}

/** What the options of one request have said so far. */
export interface CurlDraft {
  readonly urls: string[];
  readonly fields: DraftField[];
  /** References among the values that stay such. */
  readonly variables: string[];
  /** What `-u` is for; `other` is a scheme that has no spelling here. */
  scheme: 'basic' | 'digest' | 'other';
  /** `aws:amz:region:service` of `--aws-sigv4`, which then computes from `-u`. */
  signing: string | undefined;
  credentials: string | undefined;
  /** Names of fields that `-H 'Name:'` keeps curl from sending. */
  readonly removed: string[];
  readonly data: DataPiece[];
  readonly form: FormPart[];
  readonly cookies: string[];
  readonly directives: string[];
  readonly comments: string[];
  readonly outputs: string[];
  readonly notes: ImportNote[];
  method: string | undefined;
  head: 'yes' | 'no';
  query: 'data' | 'none';
  upload: string | undefined;
  contentType: string | undefined;
}

/** A draft that nothing was said about. */
export function newCurlDraft(): CurlDraft {
  return {
    urls: [],
    fields: [],
    variables: [],
    scheme: 'basic',
    signing: undefined,
    credentials: undefined,
    removed: [],
    data: [],
    form: [],
    cookies: [],
    directives: [],
    comments: [],
    outputs: [],
    notes: [],
    method: undefined,
    head: 'no',
    query: 'none',
    upload: undefined,
    contentType: undefined,
  };
}

/** Keeps what is not understood as a comment over the request, and reports it. */
export function keepOption(draft: CurlDraft, option: string): void {
  draft.comments.push(`curl ${option}`);
  draft.notes.push({ kind: 'option-kept', option: withoutCredential(option) });
}

/** A note is shown; what follows an option that names credentials is not. */
function withoutCredential(option: string): string {
  const [name = ''] = option.split(' ', 1);
  return /^-(?:u|U|E)$|user|pass|bearer|cookie|cert|key/i.test(name) ? name.replace(/=.*$/s, '') : option;
}
