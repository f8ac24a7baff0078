import { read } from './reading.js'

const stack = 'TypeError: boom\n    at parse (/srv/app/src/parse.js:7:3)\n'
const frame = { file: 'src/parse.js', filename: 'src/parse.js', line: 7, lineno: 7, function: 'parse', method: 'parse' }
const at = { file: 'test/a.test.js', line: 3, column: 1 }
const attributes = [
  { key: 'exception.type', value: { stringValue: 'TypeError' } },
  { key: 'exception.message', value: { stringValue: 'boom' } },
]

/** One document for each format, with one failure in it. */
const documents: Readonly<Record<string, unknown>> = {
  'sentry-event': {
    event_id: 'a',
    platform: 'node',
    level: 'error',
    timestamp: 1,
    exception: { values: [{ type: 'TypeError', value: 'boom', stacktrace: { frames: [frame] } }] },
  },
  'sentry-event of a message': { event_id: 'a', platform: 'node', level: 'error', logentry: { formatted: 'boom' } },
  'rollbar-item': {
    data: { level: 'error', body: { trace: { frames: [frame], exception: { class: 'E', message: 'boom' } } } },
  },
  'rollbar-item of a message': { data: { level: 'error', body: { message: { body: 'boom' } } } },
  'bugsnag-event': {
    events: [
      {
        severity: 'error',
        exceptions: [{ errorClass: 'E', message: 'boom', stacktrace: [{ ...frame, lineNumber: 7 }] }],
      },
    ],
  },
  'airbrake-notice': { errors: [{ type: 'E', message: 'boom', backtrace: [frame] }] },
  'google-error-event': { eventTime: '2026-01-02T03:04:05Z', serviceContext: { service: 's' }, message: stack },
  'otlp-json': {
    resourceLogs: [
      { scopeLogs: [{ logRecords: [{ severityNumber: 17, body: { stringValue: 'failed' }, attributes }] }] },
    ],
  },
  'otlp-json of spans': {
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              {
                traceId: 't',
                name: 'GET',
                status: { code: 2, message: 'm' },
                events: [{ name: 'exception', attributes }],
              },
            ],
          },
        ],
      },
    ],
  },
  'cloudwatch-logs': { events: [{ timestamp: 1, message: stack }] },
  'a record of a log': { level: 'error', msg: 'failed', err: { type: 'TypeError', message: 'boom', stack } },
  'ctrf-json': {
    results: {
      tool: { name: 'jest' },
      summary: { tests: 1, failed: 1 },
      tests: [{ name: 'adds', status: 'failed', suite: 'cart', filePath: 'a.js', message: 'boom', trace: stack }],
    },
  },
  'jest-json': {
    numTotalTests: 1,
    numFailedTests: 1,
    testResults: [
      {
        name: '/a.js',
        status: 'failed',
        message: 'x',
        assertionResults: [
          {
            ancestorTitles: ['cart'],
            title: 'adds',
            fullName: 'cart adds',
            status: 'failed',
            failureMessages: [stack],
          },
        ],
      },
    ],
  },
  'mocha-json': {
    stats: { tests: 1, failures: 1 },
    tests: [],
    pending: [],
    passes: [],
    failures: [{ title: 'adds', fullTitle: 'cart adds', file: 'a.js', err: { message: 'boom', stack } }],
  },
  'mochawesome-json': {
    stats: { tests: 1, failures: 1 },
    results: [
      {
        title: '',
        tests: [],
        suites: [
          {
            title: 'cart',
            suites: [],
            tests: [{ title: 'adds', fail: true, state: 'failed', err: { message: 'boom' } }],
          },
        ],
      },
    ],
  },
  'playwright-json': {
    config: {},
    errors: [],
    stats: { unexpected: 1 },
    suites: [
      {
        title: 'a',
        specs: [
          {
            title: 'adds',
            file: 'a.js',
            line: 1,
            ok: false,
            tests: [
              {
                status: 'unexpected',
                expectedStatus: 'passed',
                results: [{ status: 'failed', error: { message: 'boom', location: at } }],
              },
            ],
          },
        ],
      },
    ],
  },
  'rspec-json': {
    summary: { example_count: 1, failure_count: 1 },
    examples: [
      {
        description: 'adds',
        full_description: 'cart adds',
        status: 'failed',
        file_path: './a.rb',
        line_number: 3,
        exception: { class: 'E', message: 'boom', backtrace: ['/a.rb:3:in `x`'] },
      },
    ],
  },
  'gtest-json': {
    failures: 1,
    testsuites: [{ name: 'S', testsuite: [{ name: 'adds', status: 'RUN', failures: [{ failure: 'a.cc:3\nboom' }] }] }],
  },
  'cucumber-json': [
    {
      uri: 'a.feature',
      keyword: 'Feature',
      name: 'cart',
      elements: [
        {
          name: 'adds',
          type: 'scenario',
          steps: [{ keyword: 'Given ', name: 'x', line: 3, result: { status: 'failed', error_message: 'boom' } }],
        },
      ],
    },
  ],
  'pytest-json': {
    exitcode: 1,
    summary: { failed: 1, total: 1 },
    tests: [
      {
        nodeid: 'a.py::test_a',
        outcome: 'failed',
        lineno: 3,
        call: { outcome: 'failed', crash: { path: 'a.py', lineno: 4, message: 'E: boom' }, longrepr: 'boom' },
      },
    ],
  },
  sarif: {
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'x', rules: [{ id: 'R1' }] } },
        results: [
          {
            ruleId: 'R1',
            ruleIndex: 0,
            level: 'error',
            message: { text: 'boom' },
            locations: [{ physicalLocation: { artifactLocation: { uri: 'a.js' }, region: { startLine: 3 } } }],
          },
        ],
      },
    ],
  },
  'code-scanning-alerts': [
    {
      number: 1,
      state: 'open',
      rule: { id: 'R1', severity: 'error', description: 'boom' },
      tool: { name: 'x' },
      most_recent_instance: { message: { text: 'boom' }, location: { path: 'a.js', start_line: 3 } },
    },
  ],
  'eslint-json': [{ filePath: 'a.js', messages: [{ ruleId: 'R1', severity: 2, message: 'boom', line: 3, column: 1 }] }],
}

const oddities: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  '',
  ' ',
  'x',
  true,
  [],
  {},
  [null],
  ['x'],
  [[]],
  { a: { b: null } },
]

/** The document with one value in it replaced, once for each value and each oddity. */
function* spoilt(value: unknown, path = '$'): Generator<{ path: string; value: unknown }> {
  if (path !== '$') for (const odd of oddities) yield { path: `${path} = ${JSON.stringify(odd)}`, value: odd }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value))
    for (const one of spoilt(inner, `${path}.${key}`)) {
      if (Array.isArray(value)) yield { path: one.path, value: value.with(Number(key), one.value) }
      else yield { path: one.path, value: { ...value, [key]: one.value } }
    }
}

/** What holds nothing, in formats that give no totals, or says on purpose that it is no error. */
const empty = / = (?:null|\[\]|\{\}|\{"a":\{"b":null\}\})$/
const withoutTotals = new Set(['otlp-json', 'otlp-json of spans', 'cucumber-json', 'sarif', 'eslint-json'])

describe.each(Object.entries(documents))('%s', (name, document) => {
  it('is told of where every type is right', () => {
    expect(read(JSON.stringify(document))).toMatchObject({ sightings: [{}], incomplete: false })
  })

  it('never gives a failure that says nothing', () => {
    const mute: string[] = []
    for (const { path, value } of spoilt(document))
      for (const { title, message } of read(JSON.stringify(value)).sightings)
        if (title.trim() === '' || `${title}${message}`.trim() === '') mute.push(path)
    expect(mute).toEqual([])
  })

  it('is never "no failures" for a wrong type', () => {
    const silent: string[] = []
    for (const { path, value } of spoilt(document)) {
      const { sightings, incomplete } = read(JSON.stringify(value))
      if (sightings.length > 0 || incomplete || (withoutTotals.has(name) && empty.test(path))) continue
      // A log may say anything.
      if (name !== 'cloudwatch-logs' || !path.startsWith('$.events.0.message')) silent.push(path)
    }
    expect(silent).toEqual([])
  })
})

it.each<[string, unknown, string]>([
  [
    'an event',
    { event_id: 'a', platform: 'x', exception: { values: [{ type: 1, value: ['x'] }] } },
    'exception.values[0].type is number, not text,',
  ],
  [
    'a payload',
    { client_payload: { event_id: 'a', platform: 'x', level: [], message: 'm' } },
    'client_payload.level is list, not text,',
  ],
  [
    'an item',
    { data: { body: { trace: { exception: { class: 'E', message: [] } } } } },
    'body.trace.exception.message is list, not text,',
  ],
  ['a report', { results: { tool: {}, tests: [{ name: 'a', status: 5 }] } }, 'results.tests[0].status is number'],
  [
    'an unknown word',
    { results: { tool: {}, tests: [{ name: 'a', status: 'broken' }] } },
    'results.tests[0].status is "broken", which I do not know,',
  ],
])('names the path of a wrong type in %s', (_, document, note) => {
  expect(read(JSON.stringify(document)).notes.join('\n')).toContain(note)
})

it('says where a summary counts failures and none is listed', () => {
  const { notes, incomplete } = read(JSON.stringify({ numTotalTests: 3, numFailedTests: 2, testResults: [] }))
  expect({ notes, incomplete }).toEqual({ notes: ['artifact counts 2 failures and lists none'], incomplete: true })
})
