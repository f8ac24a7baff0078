import { read } from '../reading.js'

const frames = [
  { filename: 'node:internal/main', lineno: 1, in_app: false },
  { filename: '/srv/app/src/handle.js', function: 'handle', lineno: 20, colno: 5, in_app: true },
  { filename: '/srv/app/src/parse.js', function: 'parse', lineno: 7, colno: 3, in_app: true },
]
const values = [
  { type: 'RangeError', value: 'the cause' },
  { type: 'TypeError', value: 'x is not a function', stacktrace: { frames } },
]
const event = { event_id: 'a', platform: 'node', level: 'error', timestamp: 1767323045, exception: { values } }
const files = ['src/parse.js', 'src/handle.js']

describe('Sentry', () => {
  it.each<[string, unknown]>([
    ['an event', event],
    ['an event of the API', { id: 'a', entries: [{ type: 'exception', data: { values } }], timestamp: 1767323045 }],
    ['a webhook', { action: 'created', data: { event } }],
    ['a repository dispatch', { action: 'sentry', client_payload: { event } }],
  ])('reads %s', (_, document) => {
    const reading = read(JSON.stringify(document, null, 2), { files })
    expect(reading.format).toBe('sentry-event')
    expect(reading.sightings).toHaveLength(1)
    expect(reading.sightings[0]).toMatchObject({
      kind: 'exception',
      exception: 'TypeError',
      message: 'x is not a function',
      location: { file: 'src/parse.js', line: 7, column: 3 },
      time: '2026-01-02T03:04:05.000Z',
    })
    expect(reading.sightings[0]?.frames.map((frame) => frame.function ?? frame.file)).toEqual([
      'parse',
      'handle',
      'node:internal/main',
    ])
  })

  it('reads the events of an envelope and passes over its attachments', () => {
    const payload = JSON.stringify({ ...event, message: 'ü' })
    const attachment = '{"not":"an event"}\nmore'
    const envelope = [
      '{"event_id":"a","sent_at":"2026-01-02T03:04:05Z"}',
      `{"type":"attachment","length":${attachment.length}}`,
      attachment,
      `{"type":"event","length":${Buffer.byteLength(payload)}}`,
      payload,
      '{"type":"session"}',
      '{"sid":"s"}',
    ].join('\n')
    const reading = read(envelope, { files })
    expect(reading.format).toBe('sentry-envelope')
    expect(reading.sightings.map((one) => one.exception)).toEqual(['TypeError'])
  })

  it('does not call a warning a failure', () => {
    expect(read(JSON.stringify({ ...event, level: 'warning' })).sightings).toEqual([])
  })

  it.each<[string, unknown]>([
    [
      'lists for text',
      { ...event, exception: { values: [{ type: ['a'], value: { b: 1 }, stacktrace: { frames: 'none' } }] } },
    ],
    ['nulls', { ...event, exception: { values: [null, { type: null, value: null, stacktrace: null }] } }],
    [
      'a frame outside',
      {
        ...event,
        exception: {
          values: [
            { type: 'E', value: 'v', stacktrace: { frames: [{ filename: '../../../etc/passwd', lineno: 1e300 }] } },
          ],
        },
      },
    ],
  ])('is not troubled by %s', (_, document) => {
    const reading = read(JSON.stringify(document), { files })
    expect(reading.sightings.flatMap((one) => one.frames).every((frame) => !frame.inRepository)).toBe(true)
  })
})

describe('JSON that is no report', () => {
  it.each(['{"a":1}', '[1,2]', '{"numTotalTests":', '[[[['])('names the first bytes of %s', (text) => {
    const reading = read(text)
    expect(reading.incomplete).toBe(true)
    expect(reading.notes.join()).toContain('not a report I know')
  })
})
