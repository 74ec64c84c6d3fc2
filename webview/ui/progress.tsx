import { provideVSCodeDesignSystem, vsCodeProgressRing } from '@vscode/webview-ui-toolkit';
import { percent } from './format';

provideVSCodeDesignSystem().register(vsCodeProgressRing());

export function ProgressRing() {
  return <vscode-progress-ring aria-hidden="true" />;
}

/** A bar filled by a measured share 0..1; without one it only says that work goes on. `label` names what is measured. */
export function ProgressBar({ fraction, label, small = false }: { fraction: number | null; label: string; small?: boolean }) {
  const known = fraction !== null;
  const now = known ? Math.floor(Math.min(1, Math.max(0, fraction)) * 100) : undefined;
  return (
    <div class={`bar${small ? ' small' : ''}${known ? '' : ' unknown'}`} role="progressbar" aria-label={label}
      aria-valuemin={0} aria-valuemax={100} aria-valuenow={now} aria-valuetext={known ? percent(fraction) : undefined}>
      <div class="fill" style={known ? { width: `${now}%` } : undefined} />
    </div>
  );
}
