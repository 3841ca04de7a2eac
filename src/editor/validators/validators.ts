import { type QuickPickItem, window } from 'vscode';
import { emptyMemory, forget } from '../../core/conditional/memory/memory.ts';
import type { ResourceMemory } from '../../core/conditional/memory/record.ts';
import type { BodyFolder } from '../../storage/bodyFolder.ts';
import type { ValidatorMemory } from './validatorMemory.ts';

interface Item extends QuickPickItem {
  readonly known: ResourceMemory;
}

/** Lists what is known of each resource, the latest first. */
export async function showValidators(memory: ValidatorMemory): Promise<void> {
  await pick(memory, 'Validators known in this workspace');
}

/** Forgets one resource. */
export async function forgetValidator(memory: ValidatorMemory): Promise<void> {
  const chosen = await pick(memory, 'Forget what is known of which resource?');
  if (chosen !== undefined) memory.write(forget(memory.read(), chosen.known.resource));
}

/** Forgets all, after asking. */
export async function forgetAllValidators(memory: ValidatorMemory, bodies: BodyFolder | undefined): Promise<void> {
  await memory.ready;
  const count = memory.read().resources.size;
  if (count === 0) return void window.showInformationMessage('No validators are remembered in this workspace.');
  const yes = 'Forget All';
  const chosen = await window.showWarningMessage(
    `Forget the validators of ${count === 1 ? 'one resource' : `${count} resources`}?`,
    { modal: true },
    yes,
  );
  if (chosen !== yes) return;
  memory.write(emptyMemory);
  await bodies?.clear();
}

async function pick(memory: ValidatorMemory, placeHolder: string): Promise<Item | undefined> {
  await memory.ready;
  const items = [...memory.read().resources.values()].sort((a, b) => b.touchedAt - a.touchedAt).map(toItem);
  if (items.length === 0) {
    void window.showInformationMessage('No validators are remembered in this workspace yet. Send a request first.');
    return undefined;
  }
  return window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true });
}

function toItem(known: ResourceMemory): Item {
  const [newest] = known.records;
  const { versions = [] } = known;
  const seen = newest === undefined ? '' : new Date(newest.seenAt).toLocaleString();
  const source = newest === undefined ? '' : `${newest.source.method} ${newest.source.status}`;
  return {
    label: known.resource,
    description:
      newest?.etag ??
      newest?.lastModified ??
      versions[0]?.value ??
      (newest?.exists === false ? 'does not exist' : 'no validator'),
    detail: [source, seen, ...versions.map(({ name, value }) => `${name} ${value}`)]
      .filter((each) => each !== '')
      .join(' · '),
    known,
  };
}
