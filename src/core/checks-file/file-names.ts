import { byText } from './canonical';

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** The file of the datastore itself in a folder of checks files. */
export const datastoreFile = '_datastore.yaml';

/** A file name for each container, safe on every platform and different from the others even where case does not count. */
export function fileNames(containers: readonly string[]): Map<string, string> {
  const taken = new Set<string>([datastoreFile]);
  return new Map([...new Set(containers)].sort(byText).map((container) => {
    const plain = container.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+|\.+$/g, '').slice(0, 100);
    const stem = plain === '' || reserved.test(plain.split('.')[0] ?? '') ? `_${plain}` : plain;
    let name = `${stem}.yaml`;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${stem}-${n}.yaml`;
    taken.add(name.toLowerCase());
    return [container, name];
  }));
}
