/** Texts of the editor's language, by their English form, as the host put them into the page. */
function table(): Record<string, string> {
  const source = document.getElementById('l10n')?.textContent;
  return source ? JSON.parse(source) as Record<string, string> : {};
}

const texts = table();

/** Same form as `vscode.l10n`, so that one tool collects the texts of both sides. */
export const l10n = {
  /** The text in the editor's language; `{0}`, `{1}` … are replaced by the arguments. */
  t(message: string, ...args: (string | number)[]): string {
    const text = Object.hasOwn(texts, message) ? texts[message]! : message;
    return text.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
  },
};
