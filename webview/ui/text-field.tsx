import { provideVSCodeDesignSystem, vsCodeTextField } from '@vscode/webview-ui-toolkit';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icon';

provideVSCodeDesignSystem().register(vsCodeTextField());

interface Props {
  /** What it is called; shown by the caller, spoken by screen readers. */
  label: string;
  value: string;
  onInput: (value: string) => void;
  placeholder?: string;
  icon?: IconName;
  focus?: boolean;
  describedBy?: string;
  mono?: boolean;
}

/** Text of one line. */
export function TextField({ label, value, onInput, placeholder, icon, focus = false, describedBy, mono = false }: Props) {
  const element = useRef<HTMLElement & { value: string }>(null);
  // Written only where it differs: setting the same text would move the caret.
  useEffect(() => { if (element.current && element.current.value !== value) element.current.value = value; }, [value]);
  useEffect(() => { if (focus) element.current?.focus(); }, [focus]);
  return (
    <vscode-text-field ref={element} class={mono ? 'mono' : undefined} aria-label={label} aria-describedby={describedBy} placeholder={placeholder}
      onInput={(event) => onInput((event.currentTarget as HTMLElement & { value: string }).value)}>
      {icon && <span slot="start"><Icon name={icon} /></span>}
    </vscode-text-field>
  );
}
