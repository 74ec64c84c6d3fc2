/** Variables of the editor and of the caller's servers that the engine must not inherit. */
const foreign = /^(VSCODE_|ELECTRON_|QUALYTICS_|NODE_OPTIONS$|NODE_CHANNEL_|NODE_V8_COVERAGE$)/i;

/** The engine's environment, from the caller's. `inElectron`: the executable is the editor's own and must run as plain Node. */
export function engineEnvironment(env: NodeJS.ProcessEnv, inElectron: boolean): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
  return inElectron ? { ...kept, ELECTRON_RUN_AS_NODE: '1' } : kept;
}
