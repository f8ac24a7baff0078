// How each repository is told apart into code and tests, and how some of its test files are run.
const python = {
  language: 'python',
  code: /\.py$/,
  test: /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/,
  command: (tests) => `python3 -m pytest -q -p no:cacheprovider ${tests.join(' ')}`,
  environment: { PYTHONPATH: 'src:.', PYTHONDONTWRITEBYTECODE: '1' },
}
const script = {
  language: 'javascript',
  code: /\.[cm]?[jt]s$/,
  test: /(?:^|\/)tests?\/.*\.[cm]?[jt]s$|\.(?:spec|test)\.[cm]?[jt]s$/,
  ignore: /^(?:docs|examples?|benchmarks?|dist|typings)\/|\.d\.ts$/,
  modules: true,
}
const folders = (tests) => [...new Set(tests.map((path) => `./${path.split('/').slice(0, -1).join('/')}`))]
const go = {
  language: 'go',
  code: /\.go$/,
  test: /_test\.go$/,
  setup: (tests) => `test -f go.mod || go mod init example.com/module; go vet ${folders(tests).join(' ')} || true`,
  command: (tests) => `go test ${folders(tests).join(' ')}`,
  environment: { GOFLAGS: '-mod=mod' },
}
const rust = {
  language: 'rust',
  code: /\.rs$/,
  test: /^tests\/[^/]*\.rs$/,
  setup: () => 'cargo fetch',
  command: (tests) => `cargo test --offline ${tests.map((path) => `--test ${path.slice(6, -3)}`).join(' ')}`,
}

export const packages = [
  'mocha@10',
  'tape@5',
  'chai@4',
  'jest@29',
  'deep-equal',
  'iconv-lite@0.6',
  'safer-buffer',
  'side-channel',
  'qs-iconv',
  'object-inspect',
  'has-override-mistake',
  'has-property-descriptors',
  'mock-property',
  'es-value-fixtures',
  'for-each',
  'has-symbols',
  'has-bigints',
  'jake',
  '@babel/core@7',
  '@babel/register@7',
  '@babel/preset-env@7',
  'ajv@8',
  'rsvp',
  'bluebird',
  'es6-promise@4',
  '@babel/plugin-transform-modules-commonjs',
  'babel-plugin-add-module-exports@1',
]

export const repositories = {
  'mahmoud/boltons': { ...python, command: (tests) => `${python.command(tests)} --noconftest` },
  'tkem/cachetools': python,
  'jmespath/jmespath.py': python,
  'pypa/packaging': python,
  'lepture/mistune': python,
  'pallets/click': python,
  'more-itertools/more-itertools': python,
  'tj/commander.js': {
    ...script,
    command: (tests) =>
      tests.every((path) => path.endsWith('.test.js'))
        ? `npx jest ${tests.join(' ')}`
        : `node ${tests.join(' && node ')}`,
  },
  'fastify/fast-uri': { ...script, command: (tests) => `npx tape ${tests.join(' ')}` },
  'ljharb/qs': { ...script, command: (tests) => `npx tape ${tests.join(' ')}` },
  'mde/ejs': { ...script, command: (tests) => `npx mocha --ui tdd ${tests.join(' ')}` },
  'caolan/async': { ...script, command: (tests) => `npx mocha -r @babel/register ${tests.join(' ')}` },
  'spf13/pflag': go,
  'spf13/cobra': go,
  'gorilla/mux': go,
  'Masterminds/semver': go,
  'tokio-rs/bytes': rust,
  'hyperium/http': rust,
  'bluss/arrayvec': rust,
}
