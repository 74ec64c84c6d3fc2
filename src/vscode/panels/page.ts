export interface PageParts {
  readonly title: string;
  /** Addresses of the bundle and its styles, as the webview may load them. */
  readonly script: string;
  readonly style: string;
  /** Where the webview's own resources come from, for its policy. */
  readonly cspSource: string;
  /** Fresh for every page. */
  readonly nonce: string;
  /** BCP 47 tag of the editor's language. */
  readonly language: string;
  /** Texts of that language by their English form. */
  readonly texts: Readonly<Record<string, string>>;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The page that a panel starts from. It may run its own script and its own styles and nothing else:
 * no inline code, no images, no requests, no frames, no forms.
 */
export function panelPage(parts: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${parts.nonce}'; style-src ${parts.cspSource} 'nonce-${parts.nonce}'; `
    + "base-uri 'none'; form-action 'none'";
  // "<" as an escape keeps any text from ending the element that holds the table.
  const texts = JSON.stringify(parts.texts).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${attribute(parts.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<link rel="stylesheet" href="${attribute(parts.style)}">
<title>${attribute(parts.title)}</title>
</head>
<body>
<div id="root"></div>
<script type="application/json" id="l10n" nonce="${parts.nonce}">${texts}</script>
<script nonce="${parts.nonce}" src="${attribute(parts.script)}"></script>
</body>
</html>
`;
}
