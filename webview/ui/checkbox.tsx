import { provideVSCodeDesignSystem, vsCodeCheckbox } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeCheckbox());

export function Checkbox({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <vscode-checkbox checked={checked} onChange={(event) => {
      const now = (event.currentTarget as HTMLElement & { checked: boolean }).checked;
      // The element also tells of changes that come from here.
      if (now !== checked) onChange(now);
    }}>{label}</vscode-checkbox>
  );
}
