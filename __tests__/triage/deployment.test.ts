import type { Sighting } from '../../src/domain.js'
import { readText } from '../../src/signals/read.js'
import { releaseOf } from '../../src/signals/release.js'
import { lastDeployment, releasesIn } from '../../src/triage/deployment.js'
import { triage } from '../../src/triage/triage.js'

const minute = (at: number): string => new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString()
const at = (minutes: number): number => Date.parse(minute(minutes))

function seen(time: number, release?: string, title = 'boom'): Sighting {
  const frames = [{ file: `${title}.js`, line: 1, inRepository: true }]
  const more = release === undefined ? {} : { release }
  return {
    kind: 'exception',
    title,
    message: title,
    detail: title,
    frames,
    sourceLines: [1, 1],
    time: minute(time),
    ...more,
  }
}

describe('the release of an event', () => {
  it.each<[string, unknown, string | undefined]>([
    ['Sentry, as text', { release: 'shop@1.2.3+45' }, 'shop@1.2.3+45'],
    ['Sentry, as object', { release: { version: '1.2.3' } }, '1.2.3'],
    [
      'Sentry, as tag',
      {
        tags: [
          ['os', 'linux'],
          ['release', '1.2.3'],
        ],
      },
      '1.2.3',
    ],
    ['Sentry, in a webhook', { data: { event: { release: '1.2.3' } } }, '1.2.3'],
    ['OpenTelemetry', { resource: { 'service.version': '1.2.3' } }, '1.2.3'],
    ['Google', { serviceContext: { version: '20260101t1' } }, '20260101t1'],
    ['a log record', { level: 'error', version: '1.2.3' }, '1.2.3'],
    ['a commit', { release: 'abc1234def' }, 'abc1234def'],
    ['a word', { version: 'production' }, undefined],
    ['a line of text', { release: 'one 1\ntwo' }, undefined],
    ['something long', { release: '1'.repeat(500) }, undefined],
    ['an inherited name', Object.create({ release: '1.2.3' }), undefined],
    ['nothing', null, undefined],
  ])('%s', (_, event, release) => {
    expect(releaseOf(event)).toBe(release)
  })

  it('stays with every sighting, though the event is kept once', () => {
    const event = (time: number, release: string) =>
      JSON.stringify({
        event_id: 'a'.repeat(32),
        platform: 'javascript',
        timestamp: minute(time),
        release,
        exception: {
          values: [{ type: 'TypeError', value: 'x', stacktrace: { frames: [{ filename: 'a.js', lineno: 1 }] } }],
        },
      })
    const text = `[${event(1, '1.0.0')},\n${event(2, '1.1.0')}]`
    const { sightings } = readText('events.json', text, { root: '/repo', files: new Set() })
    expect(sightings.map(({ release }) => release)).toEqual(['1.0.0', '1.1.0'])
  })
})

describe('the last deployment', () => {
  it.each<[string, readonly Sighting[], Readonly<Record<string, number>>, { what: string; at: number } | undefined]>([
    ['of a release by its commit', [seen(10, '1.1.0')], { '1.1.0': 5 }, { what: 'release 1.1.0', at: 5 }],
    [
      'by the newest commit, whichever spoke last',
      [seen(1, '2'), seen(9, '1')],
      { 1: 0, 2: 1 },
      { what: 'release 2', at: 1 },
    ],
    ['goes out later than it is committed', [seen(1, '1'), seen(7, '2')], { 1: 0, 2: 2 }, { what: 'release 2', at: 7 }],
    [
      'from when the newest release is heard of',
      [seen(1, '1'), seen(7, '2'), seen(9, '2')],
      {},
      { what: 'release 2', at: 7 },
    ],
    ['one release without a commit says nothing', [seen(1, '1'), seen(7, '1')], {}, undefined],
    ['no release', [seen(1)], {}, undefined],
  ])('%s', (_, sightings, commits, expected) => {
    const committed = new Map(Object.entries(commits).map(([name, minutes]) => [name, at(minutes)]))
    const found = lastDeployment(releasesIn(sightings), committed)
    expect(found).toEqual(expected && { ...expected, at: at(expected.at) })
  })

  it.each<[string, readonly number[], { before: number; after: number } | undefined]>([
    ['new', [40, 50], { before: 0, after: 2 }],
    ['known', [1, 40], { before: 1, after: 1 }],
    ['gone', [1, 2], { before: 2, after: 0 }],
  ])('an error is %s', (_, times, expected) => {
    const sightings = [seen(0, undefined, 'other'), ...times.map((time) => seen(time)), seen(60, undefined, 'other')]
    const reading = { source: 'a.log', format: 'x', bytes: 1, sightings, cases: [], notes: [], incomplete: false }
    const failures = triage([reading], { deployment: { at: at(30), what: 'release 2' } }, new Date(at(60)))
    expect(failures.find(({ title }) => title === 'boom')?.occurrences.deployment).toMatchObject(expected ?? {})
  })

  it('outside of the time that is spoken of tells nothing', () => {
    const reading = {
      source: 'a.log',
      format: 'x',
      bytes: 1,
      sightings: [seen(1), seen(2)],
      cases: [],
      notes: [],
      incomplete: false,
    }
    const [failure] = triage([reading], { deployment: { at: at(30), what: 'release 2' } }, new Date(at(60)))
    expect(failure?.occurrences).not.toHaveProperty('deployment')
  })
})
