import type { Token } from '../../span.ts';
import type { EpilogueNode, PrologueNode } from '../ast.ts';
import { addFault, type BlockDraft } from './blockDraft.ts';

/** Notes the scripts among the nodes, and what only a client that runs scripts can follow. */
export function noteNotRun(
  draft: BlockDraft,
  prologue: readonly PrologueNode[],
  epilogue: readonly EpilogueNode[],
): void {
  const scripts = epilogue.filter(({ kind }) => kind === 'script' || kind === 'script-file');
  const own = prologue.filter(({ kind }) => kind !== 'import' && kind !== 'run');
  for (const { start, end } of [...own, ...scripts]) {
    addFault(draft, 'script-not-run', start + draft.base, end + draft.base);
  }
}

/** What httpYac writes in the place of a method for messages of other protocols. */
const protocols: ReadonlySet<string> = new Set('GRPC WS WEBSOCKET SSE EVENTSOURCE MQTT MQTTS AMQP RABBITMQ'.split(' '));

/** Whether the method stands for a protocol other than HTTP. */
export function isOtherProtocol(method: string): boolean {
  return protocols.has(method);
}

/** Notes a request that no HTTP client can send. */
export function noteProtocol(draft: BlockDraft, method: Token | undefined): void {
  if (method === undefined || !isOtherProtocol(method.text)) return;
  addFault(draft, 'protocol-unsupported', method.start + draft.base, method.end + draft.base);
}
