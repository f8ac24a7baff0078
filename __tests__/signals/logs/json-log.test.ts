import { read } from '../reading.js'

const stack = 'TypeError: x is not a function\n    at parse (/srv/app/src/parse.js:7:3)\n    at node:internal/main:1:1'
const error = { message: 'x is not a function', name: 'TypeError', stack }
const told = 'TypeError | x is not a function | src/parse.js:7'

describe('application logs of one JSON record a line', () => {
  it.each([
    ['pino', { level: 50, time: 1767323045000, err: { ...error, type: 'TypeError' }, msg: 'request failed' }, told],
    [
      'bunyan',
      { name: 'app', level: 50, err: error, msg: 'request failed', time: '2026-01-02T03:04:05.000Z', v: 0 },
      told,
    ],
    ['winston', { level: 'error', message: 'x is not a function', stack, timestamp: '2026-01-02T03:04:05.000Z' }, told],
    ['serilog', { '@t': '2026-01-02T03:04:05.000Z', '@l': 'Error', '@mt': 'failed', '@x': stack }, told],
    [
      'ECS',
      {
        '@timestamp': '2026-01-02T03:04:05.000Z',
        log: { level: 'error' },
        message: 'x',
        error: { type: 'TypeError', stack_trace: stack, message: 'm' },
      },
      told,
    ],
    [
      'zap',
      { level: 'error', ts: 1767323045, caller: 'app/main.go:12', msg: 'failed', error: 'no such file' },
      ' | no such file | app/main.go:12',
    ],
    [
      'logrus',
      { level: 'fatal', msg: 'failed', error: 'no such file', time: '2026-01-02T03:04:05Z', file: '/go/src/main.go:9' },
      ' | no such file | /go/src/main.go:9',
    ],
    [
      'zerolog',
      {
        level: 'error',
        time: 1767323045,
        error: 'no such file',
        stack: [{ func: 'open', line: '12', source: 'src/open.go' }],
        message: 'failed',
      },
      ' | no such file | src/open.go:12',
    ],
    [
      'structlog with dict tracebacks',
      {
        level: 'error',
        event: 'failed',
        timestamp: '2026-01-02T03:04:05Z',
        exception: [
          {
            exc_type: 'ValueError',
            exc_value: 'bad',
            frames: [
              { filename: 'main.py', lineno: 1, name: 'main' },
              { filename: 'src/parse.py', lineno: 5, name: 'parse' },
            ],
          },
        ],
      },
      'ValueError | bad | src/parse.py:5',
    ],
    [
      'python-json-logger',
      {
        levelname: 'ERROR',
        message: 'failed',
        asctime: '2026-01-02 03:04:05Z',
        exc_info:
          'Traceback (most recent call last):\n  File "/srv/app/src/parse.py", line 5, in parse\n    fail()\nValueError: bad',
      },
      'ValueError | bad | src/parse.py:5',
    ],
  ])('%s', (_, record, expected) => {
    const lines = [{ level: 'info', message: 'started' }, record, { level: 'info', message: 'error-free' }]
    const reading = read(lines.map((line) => JSON.stringify(line)).join('\n'), {
      files: ['src/parse.js', 'src/parse.py', 'src/open.go'],
    })
    expect(reading.format).toBe('json-log')
    expect(
      reading.sightings.map(
        (one) => `${one.exception ?? ''} | ${one.message} | ${one.location?.file}:${one.location?.line}`,
      ),
    ).toEqual([expected])
    expect(reading.sightings[0]).toMatchObject({
      kind: 'exception',
      time: '2026-01-02T03:04:05.000Z',
      event: record,
      sourceLines: [2, 2],
    })
  })

  it('reads a record alone in its file', () => {
    expect(read(JSON.stringify({ level: 50, err: error, msg: 'm' })).sightings).toHaveLength(1)
  })

  it('sees every repeat of an error', () => {
    const line = `${JSON.stringify({ level: 50, err: error, msg: 'm' })}\n`
    expect(read(line.repeat(20_000), { piece: 1 << 16 }).sightings).toHaveLength(20_000)
  })

  it.each([
    '{"level":50',
    '{"level":[50],"msg":{}}',
    '{"level":"error","time":1e400,"err":[null,3],"stack":[[]],"msg":7}',
    'null',
    '[]',
    '{}',
  ])('is not troubled by %s', (text) => {
    expect(() => read(`${text}\n${text}\n`)).not.toThrow()
  })
})
