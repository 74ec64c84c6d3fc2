// Holds that what runs SQL is a port (docs/architecture.md, "Add a source"): only the parts that stand behind it name it.
import path from 'node:path';

/** name -> the only places that may hold it, and why. */
const named = [
  [/duckdb/gi, [
    'src/engine/duckdb', 'src/engine/sources', 'src/engine/scan/duckdb', 'src/engine/sql/duckdb-', // the source itself
    'src/engine/scan/scan-ways.ts', // chooses between the ways of scanning
    'src/engine/store', 'src/store-folder', 'src/engine/process', // the engine's own state, and who holds its lock
    'src/core/api/schemas', 'src/cli/commands', 'src/vscode/commands', // kinds of connection, as users name them
    'src/core/sql-guard', // the grammar that it was taken from
  ]],
  [/postgres/gi, [
    'src/engine/sources', 'src/engine/sql/postgres-', // the source itself
    'src/core/api/schemas', 'src/cli/commands', 'src/vscode/commands', // kinds of connection, as users name them
    'src/core/sql-guard', // the grammar that it was taken from
  ]],
];

export default {
  meta: { type: 'problem', schema: [], messages: {
    name: '{{name}} is named outside of its place: go through the port (Session, Source, ScanWays), or say what it is for.',
  } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    if (!file.startsWith('src/')) return {};
    return {
      Program: () => {
        const { text } = context.sourceCode;
        for (const [pattern, places] of named) {
          if (places.some((place) => file.startsWith(place))) continue;
          for (const found of text.matchAll(pattern)) {
            context.report({ loc: context.sourceCode.getLocFromIndex(found.index), messageId: 'name', data: { name: found[0] } });
          }
        }
      },
    };
  },
};
