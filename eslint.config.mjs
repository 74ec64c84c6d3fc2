import tseslint from 'typescript-eslint';
import houseImports from './eslint/house-imports.mjs';
import localizedStrings from './eslint/localized-strings.mjs';
import sourceNames from './eslint/source-names.mjs';

const plumbline = { rules: { 'house-imports': houseImports, 'localized-strings': localizedStrings, 'source-names': sourceNames } };

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/', '.sample/', '.bench/'] },
  {
    files: ['src/**/*.ts', 'webview/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}', 'bench/**/*.ts', 'scripts/**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { plumbline },
    rules: {
      'plumbline/house-imports': 'error',
      'plumbline/source-names': 'error',
      'max-lines': ['error', 400],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-empty': 'error',
      'no-console': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['src/vscode/**/*.ts', 'src/extension.ts'], rules: { 'plumbline/localized-strings': 'error' } },
  { files: ['src/cli/**/*.ts', 'src/cli.ts', 'src/engine.ts'], rules: { 'no-console': 'off' } },
  {
    // mocha's describe/it return nothing to wait for, and test files may be long lists of cases up to the same bound.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
);
