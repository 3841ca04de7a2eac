/** What is measured of httpYac: its npm package reading a file, alone, and as an edit makes it read again. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = import.meta.dirname;
const path = join(folder, 'generated.http');

/** httpYac's store of files, as its editor extension uses it. */
export function httpyac() {
  const peer = createRequire(import.meta.url)('httpyac');
  peer.cli.initFileProvider();
  peer.io.log.options = { level: 100 };
  const settings = { workingDir: folder, config: { log: { level: 100 } } };
  return {
    /** Reads the text for the first time. */
    parse: (text) => new peer.store.HttpFileStore().parse(path, text, settings),
    /** Sends the request of this text, which has been read. */
    sender: async (text) => {
      const file = await new peer.store.HttpFileStore().parse(path, text, settings);
      const [httpRegion] = file.httpRegions;
      return () => peer.send({ httpFile: file, httpRegion });
    },
    /** A file that is read again after each edit, with what can be reused of the reading before. */
    open: async (text) => {
      const store = new peer.store.HttpFileStore();
      let version = 1;
      const read = (current) => store.getOrCreate(path, () => Promise.resolve(current), version++, settings);
      await read(text);
      return { type: read };
    },
  };
}
