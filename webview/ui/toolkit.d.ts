import type { JSX } from 'preact';

type Base = JSX.HTMLAttributes<HTMLElement> & { class?: string };

declare module 'preact' {
  namespace JSX {
    /** The elements that @vscode/webview-ui-toolkit defines, with the attributes that ui/ sets. */
    interface IntrinsicElements {
      'vscode-button': Base & { appearance?: 'primary' | 'secondary' | 'icon' };
      'vscode-tag': Base;
      'vscode-badge': Base;
      'vscode-progress-ring': Base;
      'vscode-checkbox': Base & { checked?: boolean; disabled?: boolean };
      'vscode-text-field': Base & { value?: string; placeholder?: string; disabled?: boolean; readOnly?: boolean; maxlength?: number };
      'vscode-text-area': Base & { value?: string; placeholder?: string; rows?: number; disabled?: boolean; resize?: 'vertical' | 'none'; maxlength?: number };
      'vscode-dropdown': Base & { disabled?: boolean };
      'vscode-option': Base & { value?: string; selected?: boolean };
    }
  }
}
