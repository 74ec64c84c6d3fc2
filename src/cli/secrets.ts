import type { Terminal } from './terminal';

/** What looks like the token of a server: three parts of base64url, the first a JSON object. */
const tokenShape = /eyJ[\w-]{5,}\.[\w-]*\.[\w-]*/g;

/** Tokens that this command was given, in its arguments and its environment. */
export function secretsOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): string[] {
  const given = argv.flatMap((arg, i) => (arg === '--token' ? [argv[i + 1] ?? ''] : arg.startsWith('--token=') ? [arg.slice('--token='.length)] : []));
  return [...given, env.QUALYTICS_TOKEN ?? ''].map((text) => text.trim()).filter((text) => text.length >= 4);
}

/** A terminal whose messages never hold a token, whoever put it in. Results on standard output are data and stay as they are. */
export function withoutSecrets(terminal: Terminal, secrets: readonly string[]): Terminal {
  return { ...terminal, say: (line) => terminal.say(secrets.reduce((text, secret) => text.replaceAll(secret, '***'), line).replace(tokenShape, '***')) };
}
