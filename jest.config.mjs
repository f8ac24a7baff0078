// ESM throughout: sources are TypeScript with .js endings, compiled one by one by swc.
// biome-ignore lint/style/noDefaultExport: jest reads its configuration from the default export
export default {
  testEnvironment: 'node',
  // Most tests wait for processes they start; jest's own default on two cores is one worker.
  maxWorkers: 2,
  // Processes start slowly on a busy machine; what hangs has limits of its own.
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/scripts/closing-line.mjs'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  modulePathIgnorePatterns: [
    '<rootDir>/build/',
    '<rootDir>/dist/',
    '<rootDir>/__tests__/fixtures/',
    '<rootDir>/examples/',
    '<rootDir>/bench/',
  ],
}
