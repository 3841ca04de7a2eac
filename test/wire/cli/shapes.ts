import * as v from 'valibot';

/** The JSON of the contract, written down a second time. Further members are allowed, missing ones are not. */
const position = v.object({ line: v.pipe(v.number(), v.minValue(0)), character: v.pipe(v.number(), v.minValue(0)) });
const range = v.object({ start: position, end: position });
const field = v.tuple([v.string(), v.string()]);
const fault = v.object({ code: v.string(), message: v.pipe(v.string(), v.minLength(10)), range });
const version = v.literal(1);

export const parseAnswer = v.object({
  version,
  requests: v.array(
    v.object({
      index: v.number(),
      name: v.nullable(v.string()),
      title: v.nullable(v.string()),
      method: v.string(),
      target: v.string(),
      httpVersion: v.nullable(v.string()),
      headers: v.array(v.object({ name: v.string(), value: v.string(), range })),
      body: v.object({ kind: v.picklist(['none', 'text', 'file', 'multipart', 'graphql']), text: v.string() }),
      directives: v.array(v.object({ name: v.string(), value: v.string() })),
      range,
    }),
  ),
  variables: v.array(v.object({ name: v.string(), value: v.string(), range })),
  faults: v.array(fault),
});

export const resolveAnswer = v.object({
  version,
  requests: v.array(
    v.object({
      index: v.number(),
      method: v.string(),
      url: v.string(),
      headers: v.array(field),
      body: v.nullable(v.string()),
      bodyBytes: v.number(),
      faults: v.array(fault),
    }),
  ),
});

const edits = v.array(v.object({ range, newText: v.string() }));

export const lintAnswer = v.object({
  version,
  files: v.array(
    v.object({
      file: v.string(),
      problems: v.array(
        v.object({
          code: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
          severity: v.picklist(['error', 'warning', 'information', 'hint']),
          message: v.string(),
          rfc: v.pipe(v.string(), v.regex(/^RFC \d+/)),
          url: v.pipe(v.string(), v.url()),
          range,
          request: v.nullable(
            v.object({ index: v.number(), name: v.nullable(v.string()), method: v.string(), target: v.string() }),
          ),
          related: v.array(v.object({ message: v.string(), range })),
          fixes: v.array(
            v.union([
              v.object({ title: v.string(), edits }),
              v.object({ title: v.string(), edits: v.null(), action: v.literal('refresh-etag') }),
            ]),
          ),
        }),
      ),
    }),
  ),
});

const verdict = v.picklist(['perform', 'perform-range', 'not-modified', 'precondition-failed', 'undetermined']);
const steps = v.array(
  v.object({
    rule: v.string(),
    field: v.string(),
    result: v.picklist(['true', 'false', 'ignored', 'unknown']),
    because: v.pipe(v.string(), v.minLength(10)),
  }),
);

export const evaluateAnswer = v.object({ version, verdict, steps });

const explanation = v.object({
  status: v.number(),
  verdict,
  culprit: v.nullable(v.string()),
  confidence: v.picklist(['certain', 'likely', 'unexplained']),
  summary: v.pipe(v.string(), v.minLength(10)),
  steps,
  causes: v.array(
    v.object({
      id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
      likelihood: v.picklist(['high', 'medium', 'low']),
      effort: v.picklist(['easy', 'medium', 'hard']),
      evidence: v.array(v.string()),
      fixes: v.array(v.object({ id: v.string(), title: v.string() })),
    }),
  ),
  deviation: v.nullable(v.object({ expected: verdict, observed: v.number(), why: v.string() })),
});

export const explainAnswer = v.object({
  version,
  explanations: v.array(
    v.object({ entry: v.number(), request: v.object({ method: v.string(), url: v.string() }), explanation }),
  ),
});

const validator = v.nullable(
  v.object({
    etag: v.nullable(v.string()),
    lastModified: v.nullable(v.string()),
    seenAt: v.pipe(v.string(), v.isoTimestamp()),
    source: v.object({ method: v.string(), status: v.number() }),
  }),
);

const time = v.nullable(v.pipe(v.number(), v.minValue(0)));

export const sendLine = v.object({
  version,
  index: v.number(),
  name: v.nullable(v.string()),
  request: v.object({ method: v.string(), url: v.string(), headers: v.array(field), bodyBytes: v.number() }),
  response: v.nullable(
    v.object({
      status: v.number(),
      reason: v.string(),
      httpVersion: v.picklist(['1.0', '1.1', '2']),
      headers: v.array(field),
      bodyBytes: v.number(),
      body: v.optional(v.string()),
    }),
  ),
  error: v.nullable(v.object({ code: v.string(), message: v.pipe(v.string(), v.minLength(10)) })),
  startedAt: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  hops: v.array(v.object({ status: v.number(), url: v.string(), droppedFields: v.array(v.string()) })),
  stopped: v.nullable(v.object({ target: v.string(), conditions: v.array(v.string()) })),
  timings: v.object({ dns: time, connect: time, tls: time, firstByte: time, total: time }),
  validator: v.object({ before: validator, after: validator }),
  prediction: v.object({ verdict, steps }),
  findings: v.array(
    v.object({
      code: v.pipe(v.string(), v.startsWith('response-')),
      severity: v.picklist(['error', 'warning', 'information', 'hint']),
      message: v.pipe(v.string(), v.minLength(20)),
      rfc: v.pipe(v.string(), v.startsWith('RFC ')),
      url: v.pipe(v.string(), v.startsWith('https://')),
      field: v.nullable(v.string()),
    }),
  ),
  explanation: v.nullable(explanation),
  assertions: v.array(v.object({ text: v.string(), passed: v.boolean(), message: v.nullable(v.string()) })),
  dependencies: v.array(
    v.object({
      name: v.nullable(v.string()),
      method: v.string(),
      url: v.string(),
      status: v.nullable(v.number()),
      error: v.nullable(v.string()),
    }),
  ),
  sentEarlier: v.boolean(),
  saved: v.array(v.object({ path: v.string(), bytes: v.nullable(v.number()), why: v.nullable(v.string()) })),
});

export type SendLine = v.InferOutput<typeof sendLine>;

/** The answer as its shape has it; anything else fails with the path that is wrong. */
export function read<const S extends v.GenericSchema>(schema: S, json: string): v.InferOutput<S> {
  return v.parse(schema, JSON.parse(json));
}
