import { read } from './reading.js'

/** One line of a JSON log. */
function record(at: number, type: string, message: string, file: string): string {
  const stack = `${type}: ${message}\n    at f (/workspace/${file}:1:1)`
  return `${JSON.stringify({ level: 50, time: 1_767_225_600_000 + at, msg: message, err: { type, message, stack }, order: at })}\n`
}

describe('a log that repeats itself', () => {
  const often = Array.from({ length: 3000 }, (_, at) =>
    record(at, 'TypeError', `order ${at} has no "total"`, 'src/a.js'),
  )

  it('keeps what replays a failure that is first seen late', () => {
    const { sightings } = read([...often, record(4000, 'RangeError', 'too far', 'src/b.js')].join(''), {
      files: ['src/a.js', 'src/b.js'],
      piece: 65_536,
    })
    expect(sightings).toHaveLength(3001)
    const withEvent = sightings.filter(({ event }) => event !== undefined)
    expect(withEvent.map(({ exception, event }) => [exception, event])).toEqual([
      ['TypeError', expect.objectContaining({ order: 0 })],
      ['RangeError', expect.objectContaining({ order: 4000 })],
    ])
  })

  it('tells places and exceptions apart, and not the values in a message', () => {
    const text = [
      record(1, 'TypeError', "id 'a17' is gone", 'src/a.js'),
      record(2, 'TypeError', "id 'b4711' is gone", 'src/a.js'),
      record(3, 'TypeError', 'id is gone', 'src/b.js'),
      record(4, 'Error', "id 'a17' is gone", 'src/a.js'),
      record(5, 'TypeError', 'id is lost', 'src/a.js'),
    ]
    const { sightings } = read(text.join(''), { files: ['src/a.js', 'src/b.js'] })
    expect(sightings.map(({ event }) => event !== undefined)).toEqual([true, false, true, true, true])
  })

  it('keeps a failure that comes after as many as are kept', () => {
    const failure = (name: string, message: string): string =>
      `<testcase name="${name}"><failure message="${message}"/></testcase>`
    const many = failure('a', 'm').repeat(50_005)
    const reading = read(`<testsuite>${many}${failure('b', 'new')}${failure('a', 'm')}</testsuite>`, { piece: 65_536 })
    expect(reading.sightings).toHaveLength(50_001)
    expect(reading.sightings.at(-1)?.message).toBe('new')
    expect(reading.notes).toEqual(['6 more failures than the 50000 kept'])
  }, 30_000)

  it('bounds what it keeps, in number and in text', () => {
    const distinct = Array.from({ length: 40 }, (_, at) =>
      record(at, `E${'x'.repeat(at)}Error`, 'y'.repeat(1000), 'src/a.js').replace(
        /\}\n$/,
        `,"pad":"${'z'.repeat(900_000)}"}\n`,
      ),
    )
    const { sightings } = read(`${record(0, 'Error', 'first', 'src/a.js')}${distinct.join('')}`, { piece: 65_536 })
    const kept = sightings.filter(({ event }) => event !== undefined).length
    expect(sightings).toHaveLength(41)
    expect(kept).toBeGreaterThan(30)
    expect(kept).toBeLessThan(41)
  })
})
