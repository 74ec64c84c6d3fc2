import { provideVSCodeDesignSystem, vsCodeDropdown, vsCodeOption } from '@vscode/webview-ui-toolkit';
import { useEffect, useRef } from 'preact/hooks';
import { useSpoken, type Spoken } from './labelled';

provideVSCodeDesignSystem().register(vsCodeDropdown(), vsCodeOption());

export interface Choice {
  readonly value: string;
  readonly text: string;
}

interface Props extends Spoken {
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
}

/** One of several. A value that is none of the choices is shown as the first of them, so that it is not lost unseen. */
export function Dropdown({ value, choices, onChange, ...spoken }: Props) {
  const element = useRef<HTMLElement & { value: string }>(null);
  useSpoken(element, spoken);
  const all = choices.some((choice) => choice.value === value) ? choices : [{ value, text: value }, ...choices];
  const names = all.map((choice) => choice.value).join('\n');
  // The element takes its value only once its options are there.
  useEffect(() => {
    const frame = requestAnimationFrame(() => { if (element.current && element.current.value !== value) element.current.value = value; });
    return () => cancelAnimationFrame(frame);
  }, [value, names]);
  return (
    <vscode-dropdown ref={element}
      onChange={(event) => {
        const now = (event.currentTarget as HTMLElement & { value: string }).value;
        if (now !== value) onChange(now);
      }}>
      {all.map((choice) => <vscode-option key={choice.value} value={choice.value}>{choice.text}</vscode-option>)}
    </vscode-dropdown>
  );
}
