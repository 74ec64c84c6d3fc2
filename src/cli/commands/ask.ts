import type { Command } from 'commander';
import { readAll } from '../../backend/rest/paging';
import type { Operation } from '../../core/api/schemas/operation';
import { fail } from '../../core/errors';
import { answerQuestion, whatCanBeAsked } from '../../core/questions/answer';
import { parseQuestion, type Question } from '../../core/questions/question';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { jsonText, yamlText } from '../output/print';
import { safeLines } from '../output/safe-text';
import { type Building, runs } from '../run-action';

/** Jobs that an answer is looked for in, the newest ones. */
const mostLookedAt = 5000;
const day = 86_400_000;

/** Operations that the answer may rest on; the answer itself looks more closely. */
async function operationsFor({ backend }: Context, { span, ask, datastore }: Question): Promise<Operation[]> {
  const ids = datastore === null ? undefined : (await backend.datastores()).filter(({ name }) => name === datastore).map(({ id }) => id);
  const found = await readAll((page, size) => backend.operations({
    page, size, ...(ids ? { datastores: ids } : {}), ...(span ? { startDate: new Date(span.from - day).toISOString() } : {}),
  }), mostLookedAt);
  // Lists leave out what failed within; why something failed needs the whole of the newest failure.
  const failed = ask === 'why' ? found.map(({ id, result }) => ({ id, failed: result.toLowerCase() === 'failure' })).filter((one) => one.failed) : [];
  const whole = await Promise.all(failed.slice(0, 20).map(({ id }) => backend.operation(id)));
  return found.map((operation) => whole.find(({ id }) => id === operation.id) ?? operation);
}

/** `ask`: a question about jobs, answered from what the server knows of them; no model is asked. */
export function addAsk(program: Command, building: Building): void {
  const command = program.command('ask').description('Ask a question about jobs in words, as "why did my last job fail"; no model is used')
    .argument('<question...>', 'the question').addHelpText('after', `\n${whatCanBeAsked}`);
  runs<object>(command, building, async (context, _options, args) => {
    const text = (args[0] as string[]).join(' ');
    const question = parseQuestion(text, Date.now(), (await context.backend.datastores()).map(({ name }) => name));
    if (!question) fail('bad-request', 'This is no question that I can answer.', { remedy: whatCanBeAsked });
    const answer = answerQuestion(question, await operationsFor(context, question));
    if (context.format === 'json') context.terminal.out(jsonText(answer));
    else if (context.format === 'yaml') context.terminal.out(yamlText(answer));
    else {
      context.terminal.out(`${safeLines(answer.text)}\n`);
      if (answer.jobs[0] !== undefined) context.note(`More about a job: "plumbline operations get ${answer.jobs[0]}".`);
    }
    return exitCode.success;
  });
}
