import { openReading } from '../../../src/signals/read.js'
import { mapsBeside } from '../../../src/signals/source-maps/beside.js'
import { handedOverMaps } from '../../../src/signals/source-maps/handed-over.js'
import { openMaps, type SourceMaps } from '../../../src/signals/source-maps/open-maps.js'
import { openSourceMap } from '../../../src/signals/source-maps/source-map.js'

const root = '/work/app'
const tracked = ['src/lib/fee.ts', 'src/main.ts', 'passwd']
/** esbuild's map of `src/main.ts` and `src/lib/fee.ts`, minified into one line. */
const minified = {
  version: 3,
  sources: ['../src/lib/fee.ts', '../src/main.ts'],
  mappings:
    'AAEO,SAASA,EAAMC,EAAsB,CAE1C,MADsB,YAAYA,EAAM,KAAK,GACnC,OAAS,IAAa,EACzBA,EAAM,MAAQA,EAAM,SAAU,IACvC,CCFA,SAASC,GAAY,CACnB,QAAQ,IAAIC,EAAM,CAAE,SAAU,KAAM,MAAO,CAAE,CAAC,CAAC,CACjD,CAEAD,EAAI',
  names: ['feeOf', 'order', 'run', 'feeOf'],
}
const stack = (file: string) =>
  `TypeError: Cannot read properties of null (reading 'rate')\n    at t (${file}:1:75)\n    at r (${file}:1:105)\n    at ${file}:1:133\n`

/** Reads a log with the maps of a workspace whose files are given. */
function framesOf(log: string, files: Record<string, string | { why: string }>, sourceMaps?: SourceMaps) {
  const beside = openMaps(mapsBeside(root, (path) => files[path]))
  const reading = openReading('log', { root, files: new Set(tracked), sourceMaps: sourceMaps ?? beside })
  reading.write(Buffer.from(log))
  const { sightings, notes } = reading.end()
  const shown = sightings[0]?.frames.map((each) => `${each.file}:${each.line}:${each.column} ${each.function ?? '-'}`)
  return { frames: shown, notes, location: sightings[0]?.location, inside: sightings[0]?.frames[0]?.inRepository }
}

const followed = ['src/lib/fee.ts:6:40 feeOf', 'src/main.ts:6:15 run', 'src/main.ts:9:1 -']

describe('frames of generated code', () => {
  const map = JSON.stringify(minified)
  const inline = (data: string) => `t();\n//# sourceMappingURL=data:application/json;${data}\n`
  const base64 = inline(`charset=utf-8;base64,${Buffer.from(map).toString('base64')}`)
  it.each<[string, string, Record<string, string>]>([
    ['with a map beside it', `${root}/dist/app.js`, { 'dist/app.js.map': map }],
    ['in a container', '/srv/api/dist/app.js', { 'dist/app.js.map': map }],
    ['served by a host', 'https://cdn.example.com/app.js?v=3', { 'dist/app.js.map': map }],
    ['of an app scheme', 'app:///dist/app.js', { 'dist/app.js.map': map }],
    ['with the map inside', `${root}/dist/app.js`, { 'dist/app.js': base64 }],
    [
      'with the map inside, percent-encoded',
      `file://${root}/dist/app.js`,
      { 'dist/app.js': inline(`,${encodeURIComponent(map)}`) },
    ],
    [
      'whose last comment names the map',
      `${root}/dist/app.js`,
      {
        'dist/app.js': 'a("//# sourceMappingURL=no")\n//# sourceMappingURL=maps/a.map?x=1',
        'dist/maps/a.map': map.replaceAll('../src', '../../src'),
      },
    ],
    ['with the guard that servers put first', `${root}/dist/app.js`, { 'dist/app.js.map': `)]}'\n${map}` }],
    [
      'with sources of webpack',
      `${root}/dist/app.js`,
      { 'dist/app.js.map': map.replaceAll('../src', 'webpack://shop/./src') },
    ],
    [
      'with a root for its sources',
      `${root}/dist/app.js`,
      { 'dist/app.js.map': JSON.stringify({ ...minified, sourceRoot: '../src/', sources: ['lib/fee.ts', 'main.ts'] }) },
    ],
    [
      'in sections',
      `${root}/dist/app.js`,
      {
        'dist/app.js.map': JSON.stringify({
          version: 3,
          sections: [{ offset: { line: 0, column: 0 }, map: minified }],
        }),
      },
    ],
  ])('%s', (_what, printed, files) => {
    const { frames, location, inside } = framesOf(stack(printed), files)
    expect(frames).toEqual(followed)
    expect(location).toEqual({ file: 'src/lib/fee.ts', line: 6, column: 40 })
    expect(inside).toBe(true)
  })

  it('of two tools are followed through both maps', () => {
    const lines = { version: 3, sources: ['../src/main.ts'], names: [], mappings: 'AAAA;AACA;AACA' }
    const bundle = { version: 3, sources: ['webpack://shop/./lib/main.js'], names: [], mappings: 'AAEA' }
    const files = { 'dist/app.js.map': JSON.stringify(bundle), 'lib/main.js.map': JSON.stringify(lines) }
    expect(framesOf(`TypeError: x\n    at f (${root}/dist/app.js:1:1)\n`, files).frames).toEqual(['src/main.ts:3:1 -'])
  })

  it('without a column are followed where the line comes from one line', () => {
    const lines = { version: 3, sources: ['../src/main.ts'], names: [], mappings: 'AAAA;AACA,IAAI' }
    const at = (files: Record<string, string>, line: number) =>
      framesOf(`run@${root}/dist/app.js:${line}\ngo@${root}/dist/app.js:${line}\n`, files).frames?.[0]
    expect(at({ 'dist/app.js.map': JSON.stringify(lines) }, 2)).toMatch(/^src\/main\.ts:2/)
    expect(at({ 'dist/app.js.map': map }, 1)).toMatch(/^dist\/app\.js:1/)
  })

  it('of a package stay a package’s', () => {
    const own = { ...minified, sources: ['../node_modules/left/index.js', '../src/main.ts'] }
    const { frames, location } = framesOf(stack(`${root}/dist/app.js`), { 'dist/app.js.map': JSON.stringify(own) })
    expect(frames?.[0]).toBe('node_modules/left/index.js:6:40 feeOf')
    expect(location?.file).toBe('src/main.ts')
  })
})

describe('a map that does not help', () => {
  const printed = `${root}/dist/app.js`
  const map = (over: object) => JSON.stringify({ ...minified, ...over })
  it.each<[string, string | { why: string }, RegExp | undefined]>([
    ['cut off', '{"version":3,', /is no source map/],
    ['of another version', map({ version: 2 }), /version 3/],
    ['without sources', map({ sources: 'x' }), /is no source map/],
    ['with a source that is no text', map({ sources: [{ a: 1 }] }), /is no source map/],
    ['of millions of lines', map({ mappings: ';'.repeat(2_000_000) }), /more than 1500000 mappings/],
    ['of millions of segments', map({ mappings: 'A,'.repeat(2_000_000) }), /more than 1500000 mappings/],
    [
      'that lies nowhere',
      JSON.stringify({ version: 3, sections: [{ offset: { line: 1e12, column: 0 }, map: minified }] }),
      /lies nowhere/,
    ],
    [
      'in itself',
      JSON.stringify({
        version: 3,
        sections: [
          {
            offset: { line: 0, column: 0 },
            map: { version: 3, sections: [{ offset: { line: 0 }, map: { version: 3, sections: [] } }] },
          },
        ],
      }),
      /is no source map/,
    ],
    ['too large for the disk', { why: 'is larger than 48 MiB' }, /larger than 48 MiB/],
    [
      'whose sources lie outside the workspace',
      map({ sources: ['../../../etc/shadow', '../../../etc/shadow'] }),
      undefined,
    ],
    ['with places before the beginning', map({ mappings: 'DDDD' }), undefined],
    ['whose mappings are no numbers', map({ mappings: '!!!!,????' }), /no numbers/],
    ['without mappings for the place', map({ mappings: '' }), undefined],
  ])('%s', (_what, text, note) => {
    const { frames, notes, inside } = framesOf(stack(printed), { 'dist/app.js.map': text })
    expect(frames?.[0]).toBe('dist/app.js:1:75 t')
    expect(inside).toBe(false)
    if (note === undefined) expect(notes).toEqual([])
    else expect(notes).toEqual([expect.stringMatching(note)])
  })

  it('is not looked for outside the workspace', () => {
    const asked: string[] = []
    const maps = openMaps(mapsBeside(root, (path) => void asked.push(path)))
    const reading = openReading('log', { root, files: new Set(tracked), sourceMaps: maps })
    reading.write(Buffer.from(stack('/srv/../../etc/app.js') + stack(`${'/a'.repeat(60)}/b.js`)))
    reading.end()
    expect(asked.filter((path) => path.includes('..') || path.startsWith('/'))).toEqual([])
    expect(asked.length).toBeLessThan(400)
  })
})

describe('maps among the signals', () => {
  const map = JSON.stringify({ ...minified, sources: ['../../src/lib/fee.ts', '../../src/main.ts'] })
  it.each([
    ['by name', 'maps/app.js.map', map],
    ['in an archive', 'maps.zip › static/app.js.map', map],
    ['by the file that it says', 'upload-1.map', JSON.stringify({ ...minified, file: 'app.js' })],
  ])('%s', (_what, name, text) => {
    const handed = handedOverMaps()
    expect(handed.take(name, text)).toBe(true)
    const { frames } = framesOf(stack('https://cdn.example.com/static/app.js'), {}, openMaps(handed.find))
    expect(frames).toEqual(followed)
  })

  it('belong to nobody where two fit as well', () => {
    const handed = handedOverMaps()
    handed.take('a/app.js.map', map)
    handed.take('b/app.js.map', map.replace('main', 'other'))
    expect(handed.find('https://cdn.example.com/static/app.js')).toBeUndefined()
    expect(handed.find('https://cdn.example.com/b/app.js')).toMatchObject({ text: expect.stringContaining('other') })
  })

  it.each([
    ['a linker’s', 'app.map', 'Memory Configuration\nerror 0x1\n'],
    ['a script without a map', 'app.js', 'console.log(1)\n'],
    ['no JSON object', 'x.map', '[]'],
  ])('%s is none', (_what, name, text) => expect(handedOverMaps().take(name, text)).toBe(false))
})

it('knows the file that a map says it belongs to', () => {
  expect(openSourceMap(JSON.stringify({ ...minified, file: 'app.js' }), '')).toMatchObject({ file: 'app.js' })
})
