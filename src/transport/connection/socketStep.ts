import type { Socket } from 'node:net';

/** Waits until the socket says that it has come so far. Rejects with its error, also when it just closes. */
export function socketStep(socket: Socket, event: 'connect' | 'secureConnect' | 'readable'): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      socket.off(event, arrived);
      socket.off('error', failed);
      socket.off('close', closed);
    };
    const arrived = (): void => {
      settle();
      resolve();
    };
    const failed = (error: Error): void => {
      settle();
      reject(error);
    };
    const closed = (): void => failed(socket.errored ?? disconnected());
    socket.once(event, arrived);
    socket.once('error', failed);
    socket.once('close', closed);
  });
}

/** The error that a runtime gives for a connection that ended where it should not. */
export function disconnected(): Error {
  return Object.assign(new Error('closed'), { code: 'ECONNRESET' });
}
