/**
 * The sample projects that the end-to-end tests heal are only worth something where each is red for the reason that
 * it says, green with the right repair, and red with every wrong one.
 */
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Project {
  readonly title: string
  readonly needs: readonly string[]
  readonly testCommand: string
  /** For errors of production: the log, and the command that replays one of its records. */
  readonly signal?: string
  readonly reproduceCommand?: string
  readonly failure: { readonly message: string; readonly file: string; readonly line: number; readonly test?: string }
  /** The line that is wrong, the line that mends it, and lines that only look as if they did. */
  readonly broken: string
  readonly repaired: string
  readonly wrong: readonly string[]
}

const projects = join(dirname(fileURLToPath(import.meta.url)), 'fixtures', 'projects')

function isInstalled(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `${tool} --version`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const missing = ['node', 'python3', 'pytest'].filter((tool) => !isInstalled(tool))

function run(command: string, directory: string): Promise<{ passed: boolean; output: string }> {
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...environment } = process.env
  const env = { ...environment, PYTHONDONTWRITEBYTECODE: '1' }
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], { cwd: directory, env }, (error, stdout, stderr) =>
      resolve({ passed: error === null, output: stdout + stderr }),
    )
  })
}

/** An error of production is mended where its replay and the tests pass. */
function commandOf(name: string, project: Project, directory: string): string {
  if (project.reproduceCommand === undefined || project.signal === undefined) return project.testCommand
  const lines = readFileSync(join(projects, name, project.signal), 'utf8')
    .trimEnd()
    .split('\n')
  const events = lines.map((line) => JSON.parse(line)).filter((event) => containsText(event, project.failure.message))
  expect(events.length).toBeGreaterThan(20)
  const file = join(directory, 'event.json')
  writeFileSync(file, JSON.stringify({ failure: { title: project.failure.message }, event: events[0] }))
  return `SUTURE_EVENT=${file} ${project.reproduceCommand} && ${project.testCommand}`
}

function containsText(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value.includes(text)
  return typeof value === 'object' && value !== null && Object.values(value).some((each) => containsText(each, text))
}

async function runWith(name: string, project: Project, line: string): Promise<{ passed: boolean; output: string }> {
  const directory = mkdtempSync(join(tmpdir(), 'project-'))
  cpSync(join(projects, name, 'repository'), directory, { recursive: true })
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(m?js|py)$/.test(file),
  )
  const sources = files.map((file) => [join(directory, file), readFileSync(join(directory, file), 'utf8')] as const)
  const found = sources.filter(([, text]) => text.includes(project.broken))
  expect(found).toHaveLength(1)
  for (const [path, text] of found)
    writeFileSync(
      path,
      text.replace(project.broken, () => line),
    )
  const result = await run(commandOf(name, project, directory), directory)
  rmSync(directory, { recursive: true })
  return result
}

describe('sample projects', () => {
  for (const name of readdirSync(projects)) {
    const project: Project = JSON.parse(readFileSync(join(projects, name, 'suture.json'), 'utf8'))
    const lacking = project.needs.filter((tool) => missing.includes(tool))
    const each = lacking.length === 0 ? it : it.skip
    const why = lacking.length === 0 ? '' : ` (skipped: ${lacking.join(' and ')} not installed)`

    each(
      `${name}: is red as it says, and only the right repair makes it green${why}`,
      async () => {
        const [broken, repaired, ...wrong] = await Promise.all(
          [project.broken, project.repaired, ...project.wrong].map((line) => runWith(name, project, line)),
        )
        expect(broken?.passed).toBe(false)
        expect(broken?.output).toContain(project.failure.message)
        const { file, line, test = '' } = project.failure
        expect(broken?.output).toMatch(new RegExp(`${file}(:|", line )${line}\\b`))
        expect(broken?.output).toContain(test)
        expect(repaired?.passed).toBe(true)
        expect(project.wrong.filter((_, index) => wrong[index]?.passed !== false)).toEqual([])
      },
      120_000,
    )
  }
})
