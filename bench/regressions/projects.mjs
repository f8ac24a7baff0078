// Public projects whose tests run without installing anything more, and which test speaks of which file.
export const projects = {
  boltons: {
    isSource: (path) => /^boltons\/\w+\.py$/.test(path),
    command: (path) => `python3 -m pytest tests/test_${/(\w+)\.py$/.exec(path)[1]}.py`,
  },
  cachetools: {
    isSource: (path) => /^src\/cachetools\/\w+\.py$/.test(path),
    command: () => 'python3 -m pytest',
    environment: { PYTHONPATH: 'src' },
  },
  'jmespath.py': {
    isSource: (path) => /^jmespath\/\w+\.py$/.test(path),
    command: () => 'python3 -m pytest tests',
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
