const cpuTypes = { x64: 0x01000007, arm64: 0x0100000c } as const;

/**
 * The part of a macOS library for one processor; a file that is for one only is given as it is. A universal file begins
 * with a table of its parts (Apple's mach-o/fat.h, numbers big-endian), and each part is a whole library with its own
 * signature. Throws where the processor is not among them.
 */
export function thinLibrary(bytes: Buffer, cpu: keyof typeof cpuTypes): Buffer {
  if (bytes.readUInt32BE(0) !== 0xcafebabe) return bytes;
  for (let entry = 0; entry < bytes.readUInt32BE(4); entry += 1) {
    const at = 8 + entry * 20;
    if (bytes.readUInt32BE(at) !== cpuTypes[cpu]) continue;
    const offset = bytes.readUInt32BE(at + 8);
    return bytes.subarray(offset, offset + bytes.readUInt32BE(at + 12));
  }
  throw new Error(`the library holds no part for ${cpu}`);
}
