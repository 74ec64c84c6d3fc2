import { provideVSCodeDesignSystem, vsCodeTextArea } from '@vscode/webview-ui-toolkit';
import { useEffect, useRef } from 'preact/hooks';

provideVSCodeDesignSystem().register(vsCodeTextArea());

interface Props {
  label: string;
  value: string;
  onInput: (value: string) => void;
  rows?: number;
  placeholder?: string;
  maxLength?: number;
  /** Takes the focus when it appears. */
  focus?: boolean;
  /** Id of the element that says what is wrong with the text. */
  describedBy?: string;
  mono?: boolean;
}

/** Text of several lines. */
export function TextArea({ label, value, onInput, rows = 3, placeholder, maxLength, focus = false, describedBy, mono = false }: Props) {
  const element = useRef<HTMLElement & { value: string }>(null);
  // Written only where it differs: setting the same text would move the caret.
  useEffect(() => { if (element.current && element.current.value !== value) element.current.value = value; }, [value]);
  useEffect(() => { if (focus) element.current?.focus(); }, [focus]);
  return (
    <vscode-text-area ref={element} class={mono ? 'mono' : undefined} aria-label={label} aria-describedby={describedBy} rows={rows} placeholder={placeholder} resize="vertical"
      maxlength={maxLength} onInput={(event) => onInput((event.currentTarget as HTMLElement & { value: string }).value)} />
  );
}
