import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector';

/** Records what the extension host runs until the returned function is called, into the file; nothing without one. */
export async function profiling(file) {
  if (file === undefined) return async () => {};
  const session = new Session();
  const post = (method, parameters) =>
    new Promise((resolve, reject) => {
      session.post(method, parameters, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  session.connect();
  await post('Profiler.enable');
  await post('Profiler.start');
  return async () => {
    const { profile } = await post('Profiler.stop');
    session.disconnect();
    await writeFile(file, JSON.stringify(profile));
  };
}
