/** Programs that come with the system. Installed where we may, asked for where we may not. */
import { onPath, run } from './command.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';

/** The way to become root without a question: being it, or a sudo that does not ask. */
async function asRoot() {
  if (process.getuid?.() === 0) return [];
  const sudo = onPath('sudo');
  if (!sudo) return undefined;
  return run(sudo, ['-n', 'true']).then(
    () => [sudo, '-n'],
    () => undefined,
  );
}

/**
 * Installs a package of Debian's or Ubuntu's. Where that cannot be done it says what to do: the
 * caller knows what the package is called elsewhere.
 */
export async function installSystemPackage(name, { purpose, elsewhere }) {
  const apt = onPath('apt-get');
  if (!apt) throw new Problem(`${purpose} needs ${name}, which is not installed. ${elsewhere}`);
  const root = await asRoot();
  if (!root) {
    throw new Problem(`${purpose} needs ${name}, which is not installed, and installing it needs root:`, {
      command: `sudo apt-get update && sudo apt-get install -y ${name}`,
    });
  }
  // In run level 1 no service that comes along is started.
  const quietly = [
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'RUNLEVEL=1',
    apt,
    '-q',
    '-y',
    '-o',
    'DPkg::Lock::Timeout=120',
  ];
  const aptGet = (...args) => {
    const [program, ...rest] = [...root, ...quietly, ...args];
    return run(program, rest);
  };
  await step(`Installing ${name}`, async () => {
    await aptGet('update');
    await aptGet('install', '--no-install-recommends', name);
  });
}
