import * as vscode from 'vscode';

/** The kind of a job in words, for titles of panels; a server's own kinds are shown as they are. */
export function jobTypeName(type: string): string {
  switch (type) {
    case 'sync': return vscode.l10n.t('Sync');
    case 'profile': return vscode.l10n.t('Profile');
    case 'scan': return vscode.l10n.t('Scan');
    case 'export': return vscode.l10n.t('Export');
    case 'materialize': return vscode.l10n.t('Materialize');
    default: return type.charAt(0).toUpperCase() + type.slice(1);
  }
}
