import { provideVSCodeDesignSystem, vsCodeTextField } from '@vscode/webview-ui-toolkit';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icon';
import { useSpoken, type Spoken } from './labelled';

provideVSCodeDesignSystem().register(vsCodeTextField());

interface Props extends Spoken {
  value: string;
  onInput: (value: string) => void;
  placeholder?: string;
  icon?: IconName;
  /** Takes the focus when it appears. */
  focus?: boolean;
  mono?: boolean;
}

/** Text of one line. */
export function TextField({ value, onInput, placeholder, icon, focus = false, mono = false, ...spoken }: Props) {
  const element = useRef<HTMLElement & { value: string }>(null);
  useSpoken(element, spoken);
  // Written only where it differs, so that the caret stays; and before the next key can come, so that none is lost.
  useLayoutEffect(() => { if (element.current && element.current.value !== value) element.current.value = value; }, [value]);
  useEffect(() => { if (focus) element.current?.focus(); }, [focus]);
  return (
    <vscode-text-field ref={element} class={mono ? 'mono' : undefined} placeholder={placeholder}
      onInput={(event) => onInput((event.currentTarget as HTMLElement & { value: string }).value)}>
      {icon && <span slot="start"><Icon name={icon} /></span>}
    </vscode-text-field>
  );
}
