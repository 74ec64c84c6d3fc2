import { provideVSCodeDesignSystem, vsCodeTextArea } from '@vscode/webview-ui-toolkit';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useSpoken, type Spoken } from './labelled';

provideVSCodeDesignSystem().register(vsCodeTextArea());

interface Props extends Spoken {
  value: string;
  onInput: (value: string) => void;
  rows?: number;
  placeholder?: string;
  maxLength?: number;
  /** Takes the focus when it appears. */
  focus?: boolean;
  mono?: boolean;
}

/** Text of several lines. */
export function TextArea({ value, onInput, rows = 3, placeholder, maxLength, focus = false, mono = false, ...spoken }: Props) {
  const element = useRef<HTMLElement & { value: string }>(null);
  useSpoken(element, spoken);
  // Written only where it differs, so that the caret stays; and before the next key can come, so that none is lost.
  useLayoutEffect(() => { if (element.current && element.current.value !== value) element.current.value = value; }, [value]);
  useEffect(() => { if (focus) element.current?.focus(); }, [focus]);
  return (
    <vscode-text-area ref={element} class={mono ? 'mono' : undefined} rows={rows} placeholder={placeholder} resize="vertical" maxlength={maxLength}
      onInput={(event) => onInput((event.currentTarget as HTMLElement & { value: string }).value)} />
  );
}
