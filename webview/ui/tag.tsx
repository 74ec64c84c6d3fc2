import { provideVSCodeDesignSystem, vsCodeBadge, vsCodeTag } from '@vscode/webview-ui-toolkit';
import type { ComponentChildren } from 'preact';

provideVSCodeDesignSystem().register(vsCodeTag(), vsCodeBadge());

/** A short word about a thing: its kind, its rule. */
export function Tag({ children }: { children: ComponentChildren }) {
  return <vscode-tag>{children}</vscode-tag>;
}

/** A count beside a heading. */
export function Badge({ children }: { children: ComponentChildren }) {
  return <vscode-badge>{children}</vscode-badge>;
}
