import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { schemaProblems } from '../bed/invariants.mjs'
import { obeyedCommands } from '../bed/runner-files.mjs'
import { archives, eventFiles, type HostileRow, logs, payloads, reports } from './hostile-signals.js'

const program = join(process.cwd(), 'dist/index.js')
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suture-hostile-'))
  await mkdir(join(folder, 'work'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly exit: number
  readonly stdout: string
}

function diagnose(signals: string, environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const args = [program, 'diagnose', '--workspace', join(folder, 'work'), '--signals', signals]
  const { PATH = '' } = process.env
  const env = { PATH, HOME: folder, TMPDIR: folder, ...environment }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...args, '--report', join(folder, 'report.json')],
      { env, maxBuffer: 1024 ** 3, timeout: 60_000 },
      (error, stdout) =>
        resolve({ exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout }),
    )
  })
}

async function hold({ exit, stdout }: Ended, { outcome, says = '' }: HostileRow): Promise<void> {
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))
  const lines = stdout.trimEnd().split('\n')
  const notes = (report.signals ?? []).flatMap((signal: { notes: string[] }) => signal.notes)
  expect({ outcome: report.outcome, exit, problems: schemaProblems(report) }).toEqual({
    outcome,
    exit: outcome === 'error-config' ? 1 : outcome === 'refused-untrusted' ? 3 : 0,
    problems: [],
  })
  expect(lines.filter((line) => /^suture: [a-z-]+: .+; ./.test(line))).toEqual([lines.at(-1)])
  expect([lines.at(-1), ...notes].join('\n')).toContain(says)
  for (const { title, message, frames } of report.failures ?? []) {
    expect(title).toMatch(/\S/)
    expect(title.length + message.length).toBeLessThanOrEqual(2000)
    expect(frames.filter((frame: { inRepository: boolean }) => frame.inRepository)).toEqual([])
  }
  const harmless = /^(add-mask|group|endgroup|notice|warning|error|stop-commands)$/
  expect(obeyedCommands(stdout).filter(({ command }) => !harmless.test(command))).toEqual([])
  expect(stdout).not.toMatch(
    /[\u0000-\u0008\u000b-\u001f\u0080-\u009f\u200b\u2028\u202a-\u202e\u2066-\u2069]|\u{e0041}/u,
  )
}

const table = (rows: readonly HostileRow[]) => rows.map((row) => [`${row.what} ${row.becomes}`, row] as const)

describe.each([
  ['a log', logs],
  ['a report', reports],
  ['an archive', archives],
  ['an event', eventFiles],
])('%s that is hostile or broken:', (_, rows) => {
  it.each(table(rows))('%s', async (_name, row) => {
    const work = join(folder, 'work')
    if (typeof row.input === 'function') row.input(work)
    else await writeFile(join(work, 'artifact'), row.input)
    await hold(await diagnose('artifact'), row)
    // Nothing was written beside the report, and nothing unpacked.
    expect([await readdir(work), (await readdir(folder)).sort()]).toEqual([['artifact'], ['report.json', 'work']])
  })
})

it.each(payloads.map((row) => [`${row.what} ${row.becomes}`, row] as const))(
  'the payload of a dispatch: %s',
  async (_, row) => {
    const path = join(folder, 'work', 'event.json')
    if (row.file !== undefined) await writeFile(path, row.file)
    const event = { GITHUB_EVENT_NAME: 'repository_dispatch', GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: 'acme/shop' }
    await hold(await diagnose('event', event), row)
  },
)
