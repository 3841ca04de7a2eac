/** A colour theme as the editor hands it to a page: a class on the body, and variables. */
export interface PageTheme {
  readonly kind: 'vscode-dark' | 'vscode-light' | 'vscode-high-contrast' | 'vscode-high-contrast-light';
  readonly css: string;
}

const shared = {
  'font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  'font-size': '13px',
  'editor-font-family': '"Droid Sans Mono", "DejaVu Sans Mono", monospace',
};

function theme(kind: PageTheme['kind'], colours: Readonly<Record<string, string>>): PageTheme {
  const variables = Object.entries({ ...shared, ...colours }).map(([name, value]) => `--vscode-${name}: ${value};`);
  return { kind, css: `:root { ${variables.join(' ')} }` };
}

/** The values of VS Code's own themes for the variables that the page uses. */
export const themes: Readonly<Record<'dark' | 'light' | 'hc', PageTheme>> = {
  dark: theme('vscode-dark', {
    foreground: '#cccccc',
    descriptionForeground: '#9d9d9d',
    errorForeground: '#f85149',
    focusBorder: '#0078d4',
    'editor-background': '#1f1f1f',
    'panel-border': '#2b2b2b',
    'widget-border': '#313131',
    'textLink-foreground': '#4daafc',
    'textLink-activeForeground': '#4daafc',
    'textCodeBlock-background': '#2b2b2b',
    'button-background': '#0078d4',
    'button-foreground': '#ffffff',
    'button-hoverBackground': '#026ec1',
    'button-border': 'rgba(255, 255, 255, 0.07)',
    'button-secondaryBackground': '#313131',
    'button-secondaryForeground': '#cccccc',
    'button-secondaryHoverBackground': '#3c3c3c',
    'list-hoverBackground': '#2a2d2e',
    'list-warningForeground': '#cca700',
    'editorWarning-foreground': '#cca700',
    'testing-iconFailed': '#f14c4c',
    'testing-iconPassed': '#73c991',
    'tree-indentGuidesStroke': '#585858',
  }),
  light: theme('vscode-light', {
    foreground: '#3b3b3b',
    descriptionForeground: '#3b3b3b',
    errorForeground: '#f85149',
    focusBorder: '#005fb8',
    'editor-background': '#ffffff',
    'panel-border': '#e5e5e5',
    'widget-border': '#e5e5e5',
    'textLink-foreground': '#005fb8',
    'textLink-activeForeground': '#005fb8',
    'textCodeBlock-background': '#f8f8f8',
    'button-background': '#005fb8',
    'button-foreground': '#ffffff',
    'button-hoverBackground': '#0258a8',
    'button-border': 'rgba(0, 0, 0, 0.1)',
    'button-secondaryBackground': '#e5e5e5',
    'button-secondaryForeground': '#3b3b3b',
    'button-secondaryHoverBackground': '#cccccc',
    'list-hoverBackground': '#f2f2f2',
    'list-warningForeground': '#855f00',
    'editorWarning-foreground': '#bf8803',
    'testing-iconFailed': '#f14c4c',
    'testing-iconPassed': '#73c991',
    'tree-indentGuidesStroke': '#a9a9a9',
  }),
  hc: theme('vscode-high-contrast', {
    foreground: '#ffffff',
    descriptionForeground: 'rgba(255, 255, 255, 0.7)',
    errorForeground: '#f48771',
    focusBorder: '#f38518',
    contrastBorder: '#6fc3df',
    'editor-background': '#000000',
    'panel-border': '#6fc3df',
    'widget-border': '#6fc3df',
    'textLink-foreground': '#21a6ff',
    'textLink-activeForeground': '#21a6ff',
    'textCodeBlock-background': '#000000',
    'button-foreground': '#ffffff',
    'button-background': '#000000',
    'button-border': '#6fc3df',
    'button-secondaryBackground': '#000000',
    'button-secondaryForeground': '#ffffff',
    'list-hoverBackground': 'rgba(255, 255, 255, 0.1)',
    'editorWarning-foreground': '#ffd370',
    'testing-iconFailed': '#f14c4c',
    'testing-iconPassed': '#73c991',
    'tree-indentGuidesStroke': '#a9a9a9',
  }),
};
