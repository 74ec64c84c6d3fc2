/** Cases that fail today, by name, with what is wrong. Whoever makes one right takes it off: a case here that passes is a failed test. */
export const knownFailing: Readonly<Record<string, string>> = {};
