import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';

provideVSCodeDesignSystem().register(vsCodeButton());

interface Props {
  children: ComponentChildren;
  onClick: () => void;
  kind?: 'primary' | 'secondary';
  icon?: IconName;
  disabled?: boolean;
  /** Tooltip; says why, where the button is disabled. */
  title?: string;
}

/**
 * A push button. A disabled one stays reachable by keyboard and keeps its tooltip, so that everyone can learn why
 * it does nothing; hence `aria-disabled` instead of the attribute that takes it out of the focus order.
 */
export function Button({ children, onClick, kind = 'secondary', icon, disabled = false, title }: Props) {
  return (
    <vscode-button appearance={kind} title={title} aria-disabled={disabled ? 'true' : undefined} class={disabled ? 'is-disabled' : undefined}
      onClick={() => { if (!disabled) onClick(); }}>
      {icon && <span slot="start"><Icon name={icon} /></span>}
      {children}
    </vscode-button>
  );
}

/** A button that is only an icon; `label` is what it is called. */
export function IconButton({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return <vscode-button appearance="icon" aria-label={label} title={label} onClick={onClick}><Icon name={icon} /></vscode-button>;
}

/** A button that reads as a link: for going somewhere within the editor. */
export function LinkButton({ children, onClick, title }: { children: ComponentChildren; onClick: () => void; title?: string }) {
  return <button type="button" class="link" title={title} onClick={onClick}>{children}</button>;
}
