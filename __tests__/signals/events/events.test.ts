import { read } from '../reading.js'

const stack = 'TypeError: boom\n    at parse (/srv/app/src/parse.js:7:3)\n    at handle (/srv/app/src/handle.js:20:5)\n'
const files = ['src/parse.js', 'src/handle.js']

const rollbarFrames = [
  { filename: '/srv/app/src/handle.js', lineno: 20, method: 'handle' },
  { filename: '/srv/app/src/parse.js', lineno: 7, colno: 3, method: 'parse' },
]
const rollbar = {
  level: 'error',
  uuid: 'u',
  timestamp: 1767323045,
  body: {
    trace_chain: [
      { frames: rollbarFrames, exception: { class: 'TypeError', message: 'boom' } },
      { frames: [], exception: { class: 'RangeError', message: 'cause' } },
    ],
  },
}
const bugsnagFrames = [
  { file: 'src/parse.js', lineNumber: 7, columnNumber: '3', method: 'parse', inProject: true },
  { file: 'src/handle.js', lineNumber: 20, method: 'handle', inProject: true },
]
const bugsnag = {
  severity: 'warning',
  device: { time: '2026-01-02T03:04:05Z' },
  exceptions: [{ errorClass: 'TypeError', message: 'boom', stacktrace: bugsnagFrames }],
}
const snake = {
  id: 'e',
  severity: 'error',
  received_at: '2026-01-02T03:04:05Z',
  exceptions: [
    {
      error_class: 'TypeError',
      message: 'boom',
      stacktrace: [{ file: 'src/parse.js', line_number: 7, column_number: 3, method: 'parse', in_project: true }],
    },
  ],
}
const attributes = [
  { key: 'exception.type', value: { stringValue: 'TypeError' } },
  { key: 'exception.message', value: { stringValue: 'boom' } },
  { key: 'exception.stacktrace', value: { stringValue: stack } },
]
const span = (more: object): object => ({
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: [
            { traceId: 't', name: 'GET', ...more },
            { traceId: 't', name: 'outer', status: { code: 2 } },
          ],
        },
      ],
    },
  ],
})
const exceptionEvent = { name: 'exception', timeUnixNano: '1767323045000000000', attributes }
const google = { eventTime: '2026-01-02T03:04:05Z', serviceContext: { service: 's' }, message: stack }
const backtrace = [{ file: '/PROJECT_ROOT/src/parse.js', line: 7, column: 3, function: 'parse' }]

describe('production errors', () => {
  it.each<[string, unknown]>([
    ['rollbar-item', { access_token: 't', data: rollbar }],
    ['rollbar-item', { err: 0, result: { id: 1, data: rollbar } }],
    ['rollbar-item', { event_name: 'new_item', data: { item: { last_occurrence: rollbar } } }],
    ['bugsnag-event', { payloadVersion: '5', events: [bugsnag] }],
    ['bugsnag-event', snake],
    ['bugsnag-event', [snake]],
    [
      'bugsnag-event',
      {
        trigger: {},
        error: {
          exceptionClass: 'TypeError',
          message: 'boom',
          receivedAt: '2026-01-02T03:04:05Z',
          stackTrace: bugsnagFrames,
        },
      },
    ],
    [
      'airbrake-notice',
      { errors: [{ type: 'TypeError', message: 'boom', backtrace }], notice: { createdAt: '2026-01-02T03:04:05Z' } },
    ],
    [
      'airbrake-notice',
      {
        created_at: '2026-01-02T03:04:05Z',
        error: { class: 'TypeError', message: 'boom', backtrace: [{ ...backtrace[0], number: '7' }] },
      },
    ],
    ['google-error-event', google],
    ['google-error-event', { errorGroupStats: [{ count: '4', representative: google }] }],
    [
      'google-error-event',
      [
        { severity: 'ERROR', timestamp: '2026-01-02T03:04:05Z', textPayload: stack },
        { severity: 'INFO', textPayload: 'x' },
      ],
    ],
    [
      'otlp-json',
      {
        resourceLogs: [
          {
            scopeLogs: [
              {
                logRecords: [
                  {
                    severityNumber: 17,
                    timeUnixNano: '1767323045000000000',
                    body: { stringValue: 'failed' },
                    attributes,
                  },
                  { severityNumber: 9, body: { stringValue: 'started' } },
                ],
              },
            ],
          },
        ],
      },
    ],
    ['otlp-json', span({ events: [exceptionEvent] })],
    ['otlp-json', span({ events: [exceptionEvent, exceptionEvent], status: { code: 2 } })],
  ])('%s %#', (format, document) => {
    const reading = read(JSON.stringify(document, null, 1), { files, root: '/srv/app' })
    expect(reading.format).toBe(format)
    expect(reading.sightings).toMatchObject([
      {
        kind: 'exception',
        exception: 'TypeError',
        message: 'boom',
        location: { file: 'src/parse.js', line: 7 },
        time: '2026-01-02T03:04:05.000Z',
        event: {},
      },
    ])
  })

  it.each<[string, unknown]>([
    ['a warning of Rollbar', { data: { ...rollbar, level: 'warning' } }],
    ['information of Bugsnag', { events: [{ ...bugsnag, severity: 'info' }] }],
    [
      'logs below an error',
      {
        resourceLogs: [
          { scopeLogs: [{ logRecords: [{ severityNumber: 13, body: { stringValue: 'TypeError: boom' } }] }] },
        ],
      },
    ],
  ])('passes over %s', (_, document) => {
    expect(read(JSON.stringify(document))).toMatchObject({ sightings: [], incomplete: false })
  })

  it('tells a span that failed without an exception', () => {
    const failed = {
      resource_spans: [
        {
          scope_spans: [
            { spans: [{ trace_id: 't', name: 'GET /x', status: { code: 'STATUS_CODE_ERROR', message: 'boom' } }] },
          ],
        },
      ],
    }
    expect(read(JSON.stringify(failed)).sightings).toMatchObject([{ message: 'boom', detail: 'GET /x: boom' }])
  })

  it('lists the causes of an error in its detail', () => {
    expect(read(JSON.stringify({ data: rollbar })).sightings[0]?.detail).toContain('caused by RangeError: cause')
  })
})

describe('CloudWatch', () => {
  const event = (message: string): object => ({ timestamp: 1767323045000, message })
  const record = JSON.stringify({ level: 'error', msg: 'failed', err: { type: 'TypeError', message: 'boom', stack } })

  it.each<[string, unknown]>([
    ['events of a stream', { events: [event('START\n'), event(`${stack}\n`)], nextForwardToken: 'f' }],
    ['one record an event', { events: [event('START'), event(record)], searchedLogStreams: [] }],
    ['a subscription', { messageType: 'DATA_MESSAGE', logGroup: 'g', logEvents: [event(stack)] }],
    [
      'rows of a query',
      {
        results: [
          [
            { field: '@timestamp', value: 't' },
            { field: '@message', value: stack },
          ],
        ],
      },
    ],
  ])('messages are read as a log: %s', (_, document) => {
    const text = JSON.stringify(document, null, 1)
    const reading = read(text, { files })
    expect(reading.format).toBe('cloudwatch-logs')
    expect(reading.sightings).toMatchObject([
      { exception: 'TypeError', message: 'boom', location: { file: 'src/parse.js', line: 7 } },
    ])
    const [line = 0] = reading.sightings[0]?.sourceLines ?? []
    expect(text.split('\n')[line - 1]).toContain('boom')
  })
})

describe('Sentry of other platforms', () => {
  const event = (frame: object): string =>
    JSON.stringify({
      event_id: 'a',
      platform: 'x',
      exception: { values: [{ type: 'E', value: 'v', stacktrace: { frames: [frame] } }] },
    })

  it.each<[string, object, string]>([
    [
      'Java',
      { filename: 'Mailer.java', module: 'com.acme.Mailer', function: 'send', lineno: 8 },
      'src/main/java/com/acme/Mailer.java',
    ],
    ['Go', { filename: 'cart.go', abs_path: '/src/app/cart/cart.go', module: 'cart', lineno: 8 }, 'cart/cart.go'],
    ['.NET', { abs_path: 'C:\\build\\Shop\\Cart.cs', module: 'Shop.Cart', lineno: 8 }, 'Shop/Cart.cs'],
    ['PHP', { filename: '/var/www/src/Cart.php', function: 'Cart::add', lineno: 8 }, 'src/Cart.php'],
  ])('finds the file of a frame of %s', (_, frame, file) => {
    expect(read(event(frame), { files: [file] }).sightings[0]?.frames).toMatchObject([
      { file, line: 8, inRepository: true },
    ])
  })

  it('takes the stack trace of the thread where the error has none', () => {
    const threads = { values: [{ current: true, stacktrace: { frames: [{ filename: 'src/parse.js', lineno: 7 }] } }] }
    const text = JSON.stringify({
      event_id: 'a',
      platform: 'x',
      exception: { values: [{ type: 'E', value: 'v' }] },
      threads,
    })
    expect(read(text, { files }).sightings[0]?.location).toEqual({ file: 'src/parse.js', line: 7 })
  })
})
