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
  readonly failure: { readonly message: string; readonly file: string; readonly line: number; readonly test: string }
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
  const result = await run(project.testCommand, directory)
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
        expect(broken?.output).toContain(`${project.failure.file}:${project.failure.line}`)
        expect(broken?.output).toContain(project.failure.test)
        expect(repaired?.passed).toBe(true)
        expect(wrong.map((each) => each.passed)).toEqual(project.wrong.map(() => false))
      },
      60_000,
    )
  }
})
