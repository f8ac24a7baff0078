import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

interface SourceFile {
  /** Below src/, with slashes. */
  readonly name: string
  readonly text: string
  /** Without comments and string contents that could look like code. */
  readonly code: string
  readonly imports: readonly Import[]
}

interface Import {
  readonly from: string
  /** Below src/, where it is a file of our own. */
  readonly file: string | undefined
  readonly isType: boolean
}

const statement = /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"\n]+)['"]/gm

function readSources(): readonly SourceFile[] {
  const names = readdirSync('src', { recursive: true }).map((name) => String(name).replaceAll(path.sep, '/'))
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const written = readFileSync(path.join('src', name), 'utf8')
      // What a script wrote down between backquotes is data, and may be a program of its own.
      const text = name.endsWith('.generated.ts') ? written.replace(/`(?:[^`\\]|\\.)*`/gs, "''") : written
      const imports = [...text.matchAll(statement)].map((match): Import => {
        const from = match[2] ?? ''
        const own = from.startsWith('.')
          ? path.posix.join(path.posix.dirname(name), from).replace(/\.js$/, '.ts')
          : undefined
        return { from, file: own, isType: match[1] !== undefined }
      })
      const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
      return { name, text, code, imports }
    })
}

const sources = readSources()
const isEdge = ({ name }: SourceFile): boolean => /^(adapters|wiring)\/|^main\.ts$/.test(name)
const roomOf = (name: string): string => (name.includes('/') ? (name.split('/')[0] ?? '') : '.')

/** All imports that a rule forbids, as `file → import`. */
function offences(forbidden: (file: SourceFile, each: Import) => boolean): string[] {
  return sources.flatMap((file) =>
    file.imports.filter((each) => forbidden(file, each)).map((each) => `${file.name} → ${each.from}`),
  )
}

describe('the test itself', () => {
  it('sees the sources and their imports', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.find((file) => file.name === 'modes/heal.ts')?.imports.map((each) => each.file)).toContain(
      'modes/publish.ts',
    )
    expect(sources.find((file) => file.name === 'adapters/log.ts')?.imports.map((each) => each.from)).toContain(
      '@actions/core',
    )
  })

  it('finds every file that is imported', () => {
    const known = new Set(sources.map((file) => file.name))
    expect(offences((_, each) => each.file !== undefined && !known.has(each.file))).toEqual([])
  })
})

describe('who may know whom', () => {
  const world =
    /^(node:(fs|child_process|net|http|https|http2|tls|dgram|dns|worker_threads|cluster|os|process)(\/.*)?|@actions\/.*|openai(\/.*)?|yauzl)$/

  it('only adapters, wiring and main reach the world', () => {
    expect(offences((file, each) => !isEdge(file) && world.test(each.from))).toEqual([])
  })

  it('no room reads process, fetches, or sets a timer of its own', () => {
    const reach =
      /\bprocess\.(env|argv|stdout|stderr|cwd|exit)\b|(await|return|=)\s+fetch\(|(^|[^.\w])set(Timeout|Interval)\(|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/m
    const rooms = sources.filter((file) => !isEdge(file))
    // What a rule looks for or writes into a patch stands in quotes or between slashes.
    const bare = (code: string) =>
      code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/(?:[^/\\\n]|\\.)+\/[a-z]*/g, "''")
    expect(rooms.filter((file) => reach.test(bare(file.code))).map((file) => file.name)).toEqual([])
  })

  it('no room imports an adapter, the wiring or main', () => {
    expect(offences((file, each) => !isEdge(file) && /^(adapters|wiring)\/|^main\.ts$/.test(each.file ?? ''))).toEqual(
      [],
    )
  })

  it('adapters import no room but safe-text', () => {
    const allowed = /^(adapters\/|safe-text\/|domain\.ts$|ports\.ts$|repo-path\.ts$)/
    expect(
      offences(
        (file, each) => file.name.startsWith('adapters/') && each.file !== undefined && !allowed.test(each.file),
      ),
    ).toEqual([])
  })

  it('the words import nothing, and the ports only the words and a type', () => {
    const importsOf = (name: string) => sources.find((file) => file.name === name)?.imports ?? []
    expect(importsOf('domain.ts')).toEqual([])
    expect(importsOf('ports.ts').map((each) => [each.from, each.isType])).toEqual([
      ['web-tree-sitter', true],
      ['./domain.js', true],
    ])
  })

  it('modes are imported by modes, wiring and main alone', () => {
    expect(
      offences((file, each) => roomOf(each.file ?? '') === 'modes' && roomOf(file.name) !== 'modes' && !isEdge(file)),
    ).toEqual([])
  })

  it('the room of inputs is known to modes, wiring and main alone', () => {
    const allowed = /^(modes|wiring)\/|^(main|command-line|inputs|input-values)\.ts$/
    expect(
      offences((file, each) => /^(inputs|input-values)\.ts$/.test(each.file ?? '') && !allowed.test(file.name)),
    ).toEqual([])
  })

  it('no files import each other in a circle', () => {
    expect(circles()).toEqual([])
  })

  it('no room imports another that imports it back', () => {
    const rooms = new Map<string, Set<string>>()
    for (const file of sources.filter((each) => !isEdge(each) && roomOf(each.name) !== '.')) {
      for (const each of file.imports) {
        const [from, to] = [roomOf(file.name), roomOf(each.file ?? '')]
        if (to !== '' && to !== '.' && to !== from) rooms.set(from, (rooms.get(from) ?? new Set()).add(to))
      }
    }
    const mutual = [...rooms].flatMap(([from, all]) =>
      [...all].filter((to) => from < to && rooms.get(to)?.has(from)).map((to) => `${from} ⇄ ${to}`),
    )
    expect(mutual).toEqual([])
  })
})

/** Circles of imports that are there at run time and those of types alike. */
function circles(): string[] {
  const byName = new Map(sources.map((file) => [file.name, file]))
  const done = new Set<string>()
  const found: string[] = []
  const visit = (name: string, trail: readonly string[]): void => {
    const at = trail.indexOf(name)
    if (at !== -1) found.push([...trail.slice(at), name].join(' → '))
    if (at !== -1 || done.has(name)) return
    for (const each of byName.get(name)?.imports ?? []) if (each.file !== undefined) visit(each.file, [...trail, name])
    done.add(name)
  }
  for (const { name } of sources) visit(name, [])
  return found
}

describe('how files are written', () => {
  /** The words are one file by design, and so are the ports; what a script writes is not written by hand. */
  const mayBeLong = /^(?:domain|ports)\.ts$|\.generated\.ts$/

  it('has no file over 220 lines', () => {
    const long = sources
      .filter((file) => !mayBeLong.test(file.name))
      .map((file) => [file.name, file.text.split('\n').length - 1] as const)
    expect(long.filter(([, lines]) => lines > 220)).toEqual([])
  })

  it('has no file named for nothing', () => {
    expect(
      sources
        .map((file) => file.name)
        .filter((name) => /(^|[/-])(utils?|helpers?|managers?|common|misc|shared)[-./]/i.test(name)),
    ).toEqual([])
  })

  it.each<[string, RegExp]>([
    ['default export', /^export default\b/m],
    ['import while running: the bundle would be split', /(?<!typeof )(?<![.\w])import\(/m],
    ['require', /(^|[^.\w])require\(/m],
    ['enum', /^\s*(export )?(const )?enum \w+ \{/m],
    ['namespace', /^\s*(export )?(declare )?namespace [\w.]+ \{/m],
    ['interface with an I in front', /\binterface I[A-Z][a-z]/],
    ['any', /:\s*any\b|\bas any\b|<any>/],
    ['switched-off check', /@ts-(ignore|nocheck|expect-error)/],
  ])('has no %s', (_, pattern) => {
    const quoted = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/(?:[^/\\\n]|\\.)+\/[a-z]*/g
    expect(sources.filter((file) => pattern.test(file.code.replace(quoted, "''"))).map((file) => file.name)).toEqual([])
  })

  it('imports files of its own with their ending', () => {
    expect(offences((_, each) => each.from.startsWith('.') && !each.from.endsWith('.js'))).toEqual([])
  })

  it('does not speak of the place where it was made', () => {
    const elsewhere = /\/work\/|\bshared\/|\bH\d{2,3}\b rows?|hostile-inputs/
    expect(sources.filter((file) => elsewhere.test(file.text)).map((file) => file.name)).toEqual([])
  })
})

describe('lists of plug-ins', () => {
  const lists = sources.map((file) => file.name).filter((name) => name.endsWith('/all.ts'))

  it('are there', () => {
    expect(lists).toEqual(
      expect.arrayContaining(['trial/runners/all.ts', 'signals/stacks/all.ts', 'repair/rules/all.ts']),
    )
  })

  it.each(lists)('%s: who is imported is listed, in one order', (name) => {
    const list = sources.find((file) => file.name === name)
    const body = list?.code.replace(statement, '') ?? ''
    const imported = [...(list?.text ?? '').matchAll(/^import \{([^}]*)\} from/gm)]
      .flatMap((match) => (match[1] ?? '').split(','))
      .map((word) => word.trim())
      .filter((word) => word !== '' && !word.startsWith('type '))
    expect(imported.filter((word) => !new RegExp(`\\b${word}\\b`).test(body))).toEqual([])
  })
})
