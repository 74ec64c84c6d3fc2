// Entry of the process in which SQL on users' data runs, one session at a time. It ends with the engine that started it.
import { writeFileSync } from 'node:fs';
import { openConnection, type SqlConnection } from './connection';
import type { SqlReply, SqlRequest } from './protocol';
import type { ResultShape } from '../sql/values';

const none: ResultShape = { columns: [], types: [] };
const resident = (): number => process.memoryUsage.rss();
const say = (reply: SqlReply): void => { process.send?.(reply); };
/** At once and without clean-up, which would wait for the statement that runs. */
const end = (): void => { process.kill(process.pid, 'SIGKILL'); };

let connection: SqlConnection | null = null;
let mostMemory = Infinity;

async function answer(request: Exclude<SqlRequest, { do: 'interrupt' }>): Promise<ResultShape> {
  if (request.do === 'open') {
    mostMemory = request.mostMemory;
    connection = await openConnection(request.options);
    return none;
  }
  if (request.do === 'run') return connection!.run(request.sql, request.values, (rows) => say({ rows }));
  connection?.close();
  connection = null;
  return none;
}

async function handle(request: Exclude<SqlRequest, { do: 'interrupt' }>): Promise<void> {
  const watch = setInterval(() => {
    if (resident() > mostMemory) {
      say({ tooLarge: resident() });
      setTimeout(end, 20);
    }
  }, 25);
  const follow = setInterval(() => connection && say({ progress: connection.progress() }), 100);
  try {
    say({ done: await answer(request), resident: resident() });
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error) });
  } finally {
    clearInterval(watch);
    clearInterval(follow);
  }
}

process.on('message', (request: SqlRequest) => {
  if (request.do === 'interrupt') connection?.interrupt();
  else void handle(request);
});
process.on('disconnect', end);
// Signals to the terminal's whole group are for the engine, which decides what becomes of its processes.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
try {
  // Where memory runs out on the whole machine, Linux shall end this process and neither the engine nor the editor.
  writeFileSync('/proc/self/oom_score_adj', '800');
} catch {
  // Other systems have no such file.
}
