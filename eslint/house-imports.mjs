// Holds the one-way imports of the house (docs/architecture.md): which folder may import which.
import path from 'node:path';

/** folder -> folders of ours that it may import besides itself. The first that matches a file counts. */
const edges = [
  ['src/core', []],
  ['src/store-folder', ['src/core']],
  ['src/backend', ['src/core', 'src/store-folder']],
  ['src/engine.ts', ['src/core', 'src/engine']],
  ['src/engine', ['src/core', 'src/store-folder']],
  ['src/vscode', ['src/core', 'src/backend']],
  ['src/cli.ts', ['src/core', 'src/backend', 'src/cli']],
  ['src/cli', ['src/core', 'src/backend', 'src/store-folder']],
  ['src/extension.ts', ['src/core', 'src/backend', 'src/vscode']],
  ['webview/ui', ['src/core/format']],
  ['webview', ['webview', 'src/core']],
];
/** package -> the only folders that may import it. */
const packages = [
  ['@vscode/webview-ui-toolkit', ['webview/ui']],
  ['vscode', ['src/vscode', 'src/extension.ts', 'test/vscode', 'test/vscode-unit']],
  ['@duckdb/node-api', ['src/engine', 'test', 'bench', 'scripts']],
  ['fastify', ['src/engine/http']],
  ['undici', ['src/backend/transport', 'test', 'bench']],
  ['commander', ['src/cli', 'src/cli.ts', 'test']],
  ['preact', ['webview']],
];
/** Node's own modules that pure code must not touch. */
const impure = /^(node:)?(fs|net|http|https|http2|tls|child_process|worker_threads|os|dgram|dns|cluster|process|timers)(\/|$)/;

const inside = (file, folder) => file === folder || file.startsWith(`${folder}/`);

export default {
  meta: { type: 'problem', schema: [], messages: {
    direction: '{{from}} may not import {{to}} (docs/architecture.md, "The house").',
    package: '{{name}} may only be imported by {{folders}}.',
    impure: 'src/core is pure: it may not import {{name}}.',
    barrel: 'No barrels: re-exporting whole modules hides where things are.',
  } },
  create(context) {
    const root = context.cwd;
    const file = path.relative(root, context.filename).split(path.sep).join('/');
    const rule = edges.find(([folder]) => inside(file, folder));

    function check(node, name) {
      if (typeof name !== 'string') return;
      if (name.startsWith('.')) {
        const target = path.relative(root, path.resolve(path.dirname(context.filename), name)).split(path.sep).join('/');
        if (!rule || inside(target, rule[0]) || inside(`${target}.ts`, rule[0])) return;
        if (!rule[1].some((folder) => inside(target, folder))) context.report({ node, messageId: 'direction', data: { from: rule[0], to: target } });
        return;
      }
      if (file.startsWith('src/core/') && impure.test(name)) context.report({ node, messageId: 'impure', data: { name } });
      const bound = packages.find(([pkg]) => name === pkg || name.startsWith(`${pkg}/`));
      if (bound && !bound[1].some((folder) => inside(file, folder))) {
        context.report({ node, messageId: 'package', data: { name, folders: bound[1].join(', ') } });
      }
    }
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value),
      ExportAllDeclaration: (node) => context.report({ node, messageId: 'barrel' }),
      TSImportType: (node) => check(node, node.source?.value ?? node.argument?.literal?.value),
      CallExpression: (node) => {
        if (node.callee.name === 'require' && node.arguments[0]?.type === 'Literal') check(node, node.arguments[0].value);
      },
    };
  },
};
