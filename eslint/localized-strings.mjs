// Holds that words shown by the editor go through vscode.l10n: a literal or template with letters may not be handed
// to a call or property that a person reads.
const shown = new Set(['showInformationMessage', 'showWarningMessage', 'showErrorMessage', 'showInputBox', 'setStatusBarMessage']);
const properties = new Set(['label', 'description', 'detail', 'tooltip', 'placeHolder', 'placeholder', 'prompt', 'title', 'message', 'openLabel', 'validationMessage']);
const letters = /[A-Za-z]{3,}/;

function text(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral') return node.quasis.map((q) => q.value.cooked).join(' ');
  return undefined;
}

export default {
  meta: { type: 'problem', schema: [], messages: { direct: 'Shown to people: go through vscode.l10n.t ("{{text}}").' } },
  create(context) {
    function check(node) {
      const value = text(node);
      // "$(icon)" and "key.with.dots" are not words.
      if (value && letters.test(value.replace(/\$\([^)]*\)/g, '').replace(/\S*[.:/]\S+/g, ''))) {
        context.report({ node, messageId: 'direct', data: { text: value.slice(0, 40) } });
      }
    }
    return {
      CallExpression(node) {
        if (node.callee.type === 'MemberExpression' && shown.has(node.callee.property.name)) node.arguments.forEach(check);
      },
      Property(node) {
        if (properties.has(node.key.name)) check(node.value);
      },
      AssignmentExpression(node) {
        if (node.left.type === 'MemberExpression' && properties.has(node.left.property.name)) check(node.right);
      },
    };
  },
};
