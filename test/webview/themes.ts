/** Colours as VS Code puts them on the root element of a webview: a few of each kind of theme. */
export const themes = {
  light: {
    kind: 'vscode-light',
    colors: {
      'foreground': '#3b3b3b', 'descriptionForeground': '#717171', 'errorForeground': '#f85149', 'focusBorder': '#005fb8',
      'editor-background': '#ffffff', 'editor-foreground': '#3b3b3b', 'widget-border': '#e5e5e5', 'textLink-foreground': '#005fb8',
      'textLink-activeForeground': '#005fb8', 'textCodeBlock-background': '#f8f8f8', 'button-background': '#005fb8',
      'button-foreground': '#ffffff', 'button-hoverBackground': '#0258a8', 'button-secondaryBackground': '#e5e5e5',
      'button-secondaryForeground': '#3b3b3b', 'button-secondaryHoverBackground': '#cccccc', 'button-border': '#0000001a', 'badge-background': '#cccccc',
      'badge-foreground': '#3b3b3b', 'progressBar-background': '#005fb8', 'input-background': '#ffffff', 'input-foreground': '#3b3b3b',
      'input-border': '#cecece', 'input-placeholderForeground': '#767676', 'dropdown-background': '#ffffff', 'dropdown-border': '#cecece',
      'dropdown-foreground': '#3b3b3b', 'checkbox-background': '#f8f8f8', 'checkbox-border': '#cecece', 'checkbox-foreground': '#3b3b3b', 'list-hoverBackground': '#f2f2f2',
      'list-activeSelectionBackground': '#e8e8e8', 'list-activeSelectionForeground': '#000000', 'list-warningForeground': '#855f00',
      'testing-iconPassed': '#388a34', 'testing-iconFailed': '#f14c4c', 'charts-blue': '#1a85ff', 'charts-green': '#388a34', 'charts-yellow': '#bf8803',
      'inputValidation-errorBorder': '#be1100', 'inputValidation-errorBackground': '#f2dede', 'inputValidation-warningBorder': '#b89500',
      'inputValidation-infoBorder': '#007acc', 'notificationsInfoIcon-foreground': '#1a85ff',
    },
  },
  dark: {
    kind: 'vscode-dark',
    colors: {
      'foreground': '#cccccc', 'descriptionForeground': '#9d9d9d', 'errorForeground': '#f85149', 'focusBorder': '#0078d4',
      'editor-background': '#1f1f1f', 'editor-foreground': '#cccccc', 'widget-border': '#313131', 'textLink-foreground': '#4daafc',
      'textLink-activeForeground': '#4daafc', 'textCodeBlock-background': '#2b2b2b', 'button-background': '#0078d4',
      'button-foreground': '#ffffff', 'button-hoverBackground': '#026ec1', 'button-secondaryBackground': '#313131',
      'button-secondaryForeground': '#cccccc', 'button-secondaryHoverBackground': '#3c3c3c', 'button-border': '#ffffff12', 'badge-background': '#616161',
      'badge-foreground': '#f8f8f8', 'progressBar-background': '#0078d4', 'input-background': '#313131', 'input-foreground': '#cccccc',
      'input-border': '#3c3c3c', 'input-placeholderForeground': '#989898', 'dropdown-background': '#313131', 'dropdown-border': '#3c3c3c',
      'dropdown-foreground': '#cccccc', 'checkbox-background': '#313131', 'checkbox-border': '#3c3c3c', 'checkbox-foreground': '#cccccc', 'list-hoverBackground': '#2a2d2e',
      'list-activeSelectionBackground': '#04395e', 'list-activeSelectionForeground': '#ffffff', 'list-warningForeground': '#cca700',
      'testing-iconPassed': '#73c991', 'testing-iconFailed': '#f14c4c', 'charts-blue': '#59a4f9', 'charts-green': '#89d185', 'charts-yellow': '#cca700',
      'inputValidation-errorBorder': '#be1100', 'inputValidation-errorBackground': '#5a1d1d', 'inputValidation-warningBorder': '#b89500',
      'inputValidation-infoBorder': '#007acc', 'notificationsInfoIcon-foreground': '#59a4f9',
    },
  },
  contrast: {
    kind: 'vscode-high-contrast',
    colors: {
      'foreground': '#ffffff', 'descriptionForeground': '#ffffffb3', 'errorForeground': '#f48771', 'focusBorder': '#f38518',
      'contrastBorder': '#6fc3df', 'contrastActiveBorder': '#f38518', 'editor-background': '#000000', 'editor-foreground': '#ffffff',
      'widget-border': '#6fc3df', 'textLink-foreground': '#21a6ff', 'textLink-activeForeground': '#21a6ff', 'button-background': '#000000',
      'button-foreground': '#ffffff', 'button-border': '#6fc3df', 'button-secondaryBackground': '#000000', 'button-secondaryForeground': '#ffffff',
      'badge-background': '#000000', 'badge-foreground': '#ffffff', 'progressBar-background': '#6fc3df', 'input-background': '#000000',
      'input-foreground': '#ffffff', 'input-border': '#6fc3df', 'input-placeholderForeground': '#ffffffb3', 'dropdown-background': '#000000',
      'dropdown-border': '#6fc3df', 'dropdown-foreground': '#ffffff', 'checkbox-background': '#000000', 'checkbox-border': '#6fc3df', 'checkbox-foreground': '#ffffff',
      'testing-iconPassed': '#73c991', 'testing-iconFailed': '#f14c4c', 'charts-blue': '#59a4f9', 'charts-green': '#89d185', 'charts-yellow': '#cca700',
      'inputValidation-errorBorder': '#6fc3df', 'inputValidation-warningBorder': '#6fc3df', 'inputValidation-infoBorder': '#6fc3df',
    },
  },
} as const;

export type ThemeName = keyof typeof themes;

/** The style element's text that VS Code would add for this theme. */
export function themeCss(name: ThemeName): string {
  const vars = Object.entries(themes[name].colors).map(([key, value]) => `--vscode-${key}: ${value};`);
  vars.push('--vscode-font-family: "Segoe WPC", "Segoe UI", Ubuntu, "Droid Sans", sans-serif;', '--vscode-font-size: 13px;',
    '--vscode-font-weight: normal;', '--vscode-editor-font-family: "Droid Sans Mono", monospace;', '--vscode-editor-font-size: 12px;',
    '--vscode-editor-font-weight: normal;');
  return `:root { ${vars.join(' ')} }`;
}
