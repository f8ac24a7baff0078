import { read } from '../reading.js'

const json = (value: unknown): string => JSON.stringify(value, null, 1)

describe('SARIF', () => {
  const place = (uri: string, startLine?: number, more: object = {}): object => ({
    physicalLocation: {
      artifactLocation: { uri, ...more },
      ...(startLine === undefined ? {} : { region: { startLine, startColumn: 2 } }),
    },
  })
  const run = (results: readonly object[], more: object = {}): object => ({
    tool: {
      driver: {
        name: 'scan',
        rules: [
          { id: 'R0' },
          { id: 'R1', defaultConfiguration: { level: 'error' }, messageStrings: { bad: { text: '{0} is bad' } } },
        ],
      },
    },
    results,
    ...more,
  })
  const log = (...runs: readonly object[]): string => json({ version: '2.1.0', runs })
  const result = { ruleId: 'R1', message: { text: 'boom' }, locations: [place('src/a.js', 7)] }

  it.each<[string, object, object]>([
    [
      'rule, message and place',
      result,
      { kind: 'finding', title: 'R1: boom', message: 'boom', location: { file: 'src/a.js', line: 7, column: 2 } },
    ],
    ['a rule by its index', { ruleIndex: 1, message: { id: 'bad', arguments: ['x'] } }, { title: 'R1: x is bad' }],
    ['a part of a rule', { ruleId: 'R1/sub', message: { id: 'bad', arguments: ['x'] } }, { title: 'R1/sub: x is bad' }],
    ['links as text', { ruleId: 'R1', message: { text: 'see [that](1) one' } }, { message: 'see that one' }],
    [
      'an artifact by its index',
      { ...result, locations: [{ physicalLocation: { artifactLocation: { index: 0 } } }] },
      { location: { file: 'src/b.js' } },
    ],
    [
      'a place below a base',
      { ...result, locations: [place('a.js', 3, { uriBaseId: 'SRC' })] },
      { location: { file: 'src/a.js', line: 3 } },
    ],
    [
      'a path of another machine',
      { ...result, locations: [place('file:///home/ci/app/src/a.js', 3)] },
      { location: { file: 'src/a.js', line: 3 } },
    ],
    [
      'a suppression that was rejected',
      { ...result, suppressions: [{ kind: 'external', status: 'rejected' }] },
      { message: 'boom' },
    ],
  ])('tells %s', (_, one, expected) => {
    const more = {
      artifacts: [{ location: { uri: 'src/b.js' } }],
      originalUriBaseIds: { SRC: { uri: 'src', uriBaseId: 'ROOT' }, ROOT: { uri: 'file:///home/ci/app/' } },
    }
    expect(read(log(run([one], more)), { files: ['src/a.js', 'src/b.js'] }).sightings).toMatchObject([expected])
  })

  it.each<[string, object]>([
    ['was suppressed', { ...result, suppressions: [{ kind: 'inSource' }] }],
    ['is gone since the baseline', { ...result, baselineState: 'absent' }],
    ['passed', { ...result, kind: 'pass' }],
    ['has the level none', { ...result, level: 'none' }],
  ])('leaves out what %s', (_, one) => {
    const reading = read(log(run([one])))
    expect(reading).toMatchObject({ format: 'sarif', sightings: [], incomplete: false })
  })

  it('lists a code flow from its end, and what the tool would change', () => {
    const flow = {
      codeFlows: [
        { threadFlows: [{ locations: [{ location: place('src/in.js', 1) }, { location: place('src/out.js', 9) }] }] },
      ],
    }
    const change = {
      artifactLocation: { uri: 'src/a.js' },
      replacements: [{ deletedRegion: { startLine: 7 }, insertedContent: { text: 'safe()' } }],
    }
    const fixes = { fixes: [{ description: { text: 'Escape it' }, artifactChanges: [change] }] }
    const [finding] = read(log(run([{ ...result, ...flow, ...fixes }]))).sightings
    expect(finding?.frames.map((frame) => frame.file)).toEqual(['src/a.js', 'src/out.js', 'src/in.js'])
    expect(finding?.detail).toContain('fix: Escape it')
    expect(finding?.detail).toContain('"safe()"')
  })

  it('reads the runs of several tools, and what a tool says of its own errors', () => {
    const notification = { level: 'error', message: { text: 'Parsing error' }, locations: [place('src/c.js', 2)] }
    const failed = run([], {
      invocations: [{ executionSuccessful: false, toolConfigurationNotifications: [notification] }],
    })
    expect(read(log(run([result]), failed)).sightings.map((one) => one.message)).toEqual(['boom', 'Parsing error'])
    expect(read(log(run([], { invocations: [{ executionSuccessful: false }] }))).incomplete).toBe(true)
  })

  it('ends where bases go round in a circle', () => {
    const more = { originalUriBaseIds: { A: { uri: 'a', uriBaseId: 'B' }, B: { uri: 'b', uriBaseId: 'A' } } }
    expect(
      read(log(run([{ ...result, locations: [place('x.js', 1, { uriBaseId: 'A' })] }], more))).sightings,
    ).toHaveLength(1)
  })
})

describe('code scanning alerts', () => {
  const alert = {
    number: 1,
    state: 'open',
    created_at: '2026-01-02T03:04:05Z',
    rule: { id: 'js/xss', description: 'XSS' },
    tool: { name: 'CodeQL' },
    most_recent_instance: { message: { text: 'boom' }, location: { path: 'src/a.js', start_line: 7, start_column: 2 } },
  }

  it.each<[string, unknown]>([
    ['a list, of which the open ones', [alert, { ...alert, state: 'dismissed' }, { ...alert, state: 'fixed' }]],
    ['one', alert],
    ['a webhook', { action: 'created', alert }],
  ])('are read from %s', (_, document) => {
    expect(read(json(document))).toMatchObject({
      format: 'code-scanning-alerts',
      sightings: [{ kind: 'finding', title: 'js/xss: boom', location: { file: 'src/a.js', line: 7, column: 2 } }],
    })
  })
})

const at = { file: 'src/a.x', line: 7 }
/** Each document holds one finding that fails a run, at line 7 of src/a.x, with the message `boom`. */
const linters: Readonly<Record<string, unknown>> = {
  'eslint-json': [
    {
      filePath: 'src/a.x',
      messages: [
        { ruleId: 'r', severity: 2, message: 'boom', line: 7, column: 3 },
        { ruleId: 'w', severity: 1, message: 'warn', line: 8 },
      ],
    },
    { filePath: 'b', messages: [] },
  ],
  'stylelint-json': [
    {
      source: 'src/a.x',
      errored: true,
      warnings: [
        { line: 7, column: 3, rule: 'r', severity: 'error', text: 'boom' },
        { line: 8, rule: 'w', severity: 'warning', text: 'w' },
      ],
    },
  ],
  'pyright-json': {
    version: '1',
    generalDiagnostics: [
      { file: 'src/a.x', severity: 'error', message: 'boom', range: { start: { line: 6, character: 2 } } },
      { file: 'src/a.x', severity: 'information', message: 'i', range: { start: { line: 1, character: 2 } } },
    ],
  },
  'rubocop-json': {
    files: [
      {
        path: 'src/a.x',
        offenses: [
          { severity: 'convention', message: 'boom', cop_name: 'Style/R', location: { start_line: 7 } },
          { message: 'c', corrected: true, location: { line: 1 } },
        ],
      },
    ],
    summary: { offense_count: 2 },
  },
  'tslint-json': [
    {
      name: 'src/a.x',
      failure: 'boom',
      ruleName: 'r',
      ruleSeverity: 'ERROR',
      startPosition: { line: 6, character: 2, position: 90 },
    },
  ],
  'biome-json': {
    command: 'lint',
    summary: { errors: 1 },
    diagnostics: [
      {
        category: 'lint/r',
        severity: 'error',
        description: 'boom',
        location: { path: { file: 'src/a.x' }, span: [14, 15], sourceCode: '1\n2\n3\n4\n5\n6\n  x\n' },
      },
    ],
  },
  'gcc-json': [
    {
      kind: 'error',
      message: 'boom',
      locations: [{ caret: { file: 'src/a.x', line: 7, column: 3 } }],
      children: [{ kind: 'note', message: 'n', locations: [] }],
    },
    { kind: 'warning', message: 'w', locations: [] },
  ],
}
/** The same, in the shapes that are read by their habits. */
const listed: Readonly<Record<string, unknown>> = {
  ruff: [{ cell: null, code: 'F401', message: 'boom', filename: 'src/a.x', location: { row: 7, column: 3 } }],
  pylint: [
    {
      type: 'error',
      module: 'a',
      obj: '',
      line: 7,
      column: 3,
      path: 'src/a.x',
      symbol: 'r',
      message: 'boom',
      'message-id': 'E1',
    },
  ],
  shellcheck: { comments: [{ file: 'src/a.x', line: 7, column: 3, level: 'error', code: 2086, message: 'boom' }] },
  hadolint: [{ line: 7, code: 'DL3008', message: 'boom', column: 1, file: 'src/a.x', level: 'warning' }],
  'golangci-lint': {
    Issues: [{ FromLinter: 'errcheck', Text: 'boom', Severity: '', Pos: { Filename: 'src/a.x', Line: 7, Column: 3 } }],
    Report: {},
  },
  swiftlint: [{ character: 3, file: 'src/a.x', line: 7, reason: 'boom', rule_id: 'r', severity: 'Error' }],
  ktlint: [{ file: 'src/a.x', errors: [{ line: 7, column: 3, message: 'boom', rule: 'r' }] }],
  phpstan: {
    totals: { errors: 0, file_errors: 1 },
    files: { 'src/a.x': { errors: 1, messages: [{ message: 'boom', line: 7, identifier: 'r' }] } },
    errors: [],
  },
  phpcs: {
    totals: { errors: 1 },
    files: {
      'src/a.x': {
        errors: 1,
        messages: [{ message: 'boom', source: 'R', severity: 5, type: 'ERROR', line: 7, column: 3 }],
      },
    },
  },
  'flake8-json': { 'src/a.x': [{ code: 'E501', filename: 'src/a.x', line_number: 7, column_number: 3, text: 'boom' }] },
  bandit: {
    errors: [],
    results: [{ filename: 'src/a.x', issue_severity: 'HIGH', issue_text: 'boom', line_number: 7, test_id: 'B1' }],
  },
  semgrep: {
    errors: [],
    results: [
      { check_id: 'r', path: 'src/a.x', start: { line: 7, col: 3 }, extra: { message: 'boom', severity: 'ERROR' } },
    ],
  },
  'GitLab code quality': [
    {
      description: 'boom',
      check_name: 'r',
      fingerprint: 'f',
      severity: 'major',
      location: { path: 'src/a.x', lines: { begin: 7 } },
    },
  ],
  markdownlint: [{ fileName: 'src/a.x', lineNumber: 7, ruleNames: ['MD013', 'line-length'], ruleDescription: 'boom' }],
  actionlint: [{ message: 'boom', filepath: 'src/a.x', line: 7, column: 3, kind: 'expression' }],
}

describe('JSON of linters', () => {
  it.each([
    ...Object.entries(linters),
    ...Object.entries(listed).map(([, document]) => ['linter-json', document] as const),
  ])('%s %#', (format, document) => {
    const reading = read(json(document))
    expect(reading.format).toBe(format)
    expect(reading.sightings).toMatchObject([{ message: 'boom', location: at }])
  })

  it('says how many warnings were passed over', () => {
    expect(read(json(linters['eslint-json'])).notes).toEqual(['1 warning in artifact that fail no run'])
  })
})

describe('XML of linters', () => {
  it.each<[string, string]>([
    [
      'checkstyle-xml',
      '<checkstyle version="4.3"><file name="src/a.x"><error line="7" column="3" severity="error" message="boom" source="eslint.rules.r"/><error line="8" severity="warning" message="w"/></file></checkstyle>',
    ],
    [
      'pmd-xml',
      '<pmd version="7"><file name="src/a.x"><violation beginline="7" begincolumn="3" rule="R" priority="3">\nboom\n</violation></file></pmd>',
    ],
    [
      'spotbugs-xml',
      '<BugCollection><BugInstance type="NP" priority="1"><LongMessage>boom</LongMessage><Class><SourceLine start="1" end="90" sourcepath="src/a.x"/></Class><SourceLine start="7" end="7" sourcepath="src/a.x"/></BugInstance></BugCollection>',
    ],
    [
      'cppcheck-xml',
      '<results version="2"><cppcheck version="2"/><errors><error id="r" severity="error" msg="boom"><location file="src/a.x" line="7"/></error></errors></results>',
    ],
    [
      'android-lint-xml',
      '<issues format="6"><issue id="R" severity="Error" message="boom"><location file="src/a.x" line="7"/></issue></issues>',
    ],
    [
      'resharper-xml',
      '<Report><IssueTypes/><Issues><Project Name="P"><Issue TypeId="R" File="src\\a.x" Line="7" Message="boom"/></Project></Issues></Report>',
    ],
  ])('%s', (format, xml) => {
    const reading = read(`<?xml version="1.0"?>\n${xml}`, { piece: 13 })
    expect(reading).toMatchObject({ format, incomplete: false })
    expect(reading.sightings).toMatchObject([{ kind: 'lint', message: 'boom', location: at }])
    expect(read(`<?xml version="1.0"?>\n${xml.slice(0, -5)}`).incomplete).toBe(true)
  })
})
