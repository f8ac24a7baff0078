// Public projects whose tests run without installing anything more than node_modules, and which test speaks of which file.
const pytest = (tests) => `python3 -m pytest ${tests}`
/** A package whose sources are of its own folder: what lies in the working directory must not be taken for it. */
const inSource = { environment: { PYTHONPATH: 'src' } }

export const projects = {
  boltons: {
    repository: 'mahmoud/boltons',
    isSource: (path) => /^boltons\/\w+\.py$/.test(path),
    command: (path) => pytest(`tests/test_${/(\w+)\.py$/.exec(path)[1]}.py`),
  },
  cachetools: {
    repository: 'tkem/cachetools',
    isSource: (path) => /^src\/cachetools\/\w+\.py$/.test(path),
    command: () => 'python3 -m pytest',
    ...inSource,
  },
  'jmespath.py': {
    repository: 'jmespath/jmespath.py',
    isSource: (path) => /^jmespath\/\w+\.py$/.test(path),
    command: () => pytest('tests'),
  },
  mistune: {
    repository: 'lepture/mistune',
    isSource: (path) => /^src\/mistune\/[\w/]+\.py$/.test(path),
    command: () => pytest('tests'),
    ...inSource,
  },
  'python-slugify': {
    repository: 'un33k/python-slugify',
    isSource: (path) => /^slugify\/\w+\.py$/.test(path),
    command: () => 'python3 -m unittest test.py',
  },
  packaging: {
    repository: 'pypa/packaging',
    isSource: (path) => /^src\/packaging\/\w+\.py$/.test(path),
    command: (path) => pytest(`tests/test_${/_?(\w+)\.py$/.exec(path)[1]}.py`),
    ...inSource,
  },
  qs: {
    repository: 'ljharb/qs',
    modules: true,
    isSource: (path) => /^lib\/\w+\.js$/.test(path),
    command: () => 'npx tape "test/*.js"',
  },
  ejs: {
    repository: 'mde/ejs',
    modules: true,
    isSource: (path) => /^lib\/\w+\.js$/.test(path),
    command: () => 'npx mocha --ui tdd test/ejs.js',
  },
  'fast-uri': {
    repository: 'fastify/fast-uri',
    modules: true,
    isSource: (path) => /^(?:index|lib\/\w+)\.js$/.test(path),
    command: () => 'npx tape "test/*.test.js"',
  },
  'range-parser': {
    repository: 'jshttp/range-parser',
    modules: true,
    isSource: (path) => /^index\.js$/.test(path),
    command: () => 'npx mocha test',
  },
  'path-to-regexp': {
    repository: 'pillarjs/path-to-regexp',
    modules: true,
    isSource: (path) => /^src\/index\.ts$/.test(path),
    command: () => 'npx vitest run',
  },
}

/** Slips that people make, a line at a time; in this order. */
export const slips = [
  ['one off', /(\w) \+ 1\b/, '$1'],
  ['one off', /(\w) - 1\b/, '$1'],
  ['one off', /\[1:\]/, '[2:]'],
  ['one off', /\[0\]/, '[1]'],
  ['boundary', / <= /, ' < '],
  ['boundary', / >= /, ' > '],
  ['boundary', / < /, ' <= '],
  ['boundary', / > /, ' >= '],
  ['equality', / !== /, ' === '],
  ['equality', / === /, ' !== '],
  ['equality', / == /, ' != '],
  ['equality', / != /, ' == '],
  ['negation', /\bif not /, 'if '],
  ['negation', /\bis not None\b/, 'is None'],
  ['negation', /\bis None\b/, 'is not None'],
  ['negation', /\bif \(!(\w)/, 'if ($1'],
  ['boolean', / and /, ' or '],
  ['boolean', / or /, ' and '],
  ['boolean', / && /, ' || '],
  ['boolean', / \|\| /, ' && '],
  ['literal', /\bTrue\b/, 'False'],
  ['literal', /\bFalse\b/, 'True'],
  ['literal', /\btrue\b/, 'false'],
  ['literal', /\bfalse\b/, 'true'],
  ['arithmetic', /(\w) \+ (\w)/, '$1 - $2'],
  ['arithmetic', /(\w) - (\w)/, '$1 + $2'],
  ['name', /\bself\.(\w+)\b/, 'self.$1s'],
  ['name', /\bthis\.(\w+)\b/, 'this.$1s'],
  ['return', /return (\w+)$/, 'return None if $1 else $1'],
]
