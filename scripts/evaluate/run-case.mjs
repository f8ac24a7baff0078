import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Commits are the same in every run, so that ids in reports and patches are. */
const fixed = {
  GIT_AUTHOR_NAME: 'Case',
  GIT_AUTHOR_EMAIL: 'case@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'Case',
  GIT_COMMITTER_EMAIL: 'case@example.com',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
}

/**
 * One case with the bundle: `propose` with the model alone, then the hidden tests on what it proposes.
 *
 * @param {import('./cases.mjs').Case} each
 * @param {{ model: string, url: string, prompt?: string }} how `prompt`: a file that takes the place of the bundled one
 * @returns {Promise<{ report: any, patch?: string, ending: 'healed' | 'wrong' | 'declined' | 'none', wrong?: string }>}
 */
export async function runCase(each, how) {
  const folder = mkdtempSync(join(tmpdir(), 'suture-evaluate-'))
  try {
    const workspace = join(folder, 'workspace')
    makeProject(workspace, each, how.prompt)
    const report = join(folder, 'report.json')
    const inputs = { signals: 'tests', strategies: 'model', confirmations: '1', ...each.inputs }
    await suture([
      'propose',
      '--workspace',
      workspace,
      ...flags({ ...inputs, report, model: how.model }),
      '--base-url',
      how.url,
    ])
    const told = JSON.parse(readFileSync(report, 'utf8'))
    const bundle = readdirSync(folder).find((name) => name.startsWith('fix-'))
    if (bundle === undefined) return { report: told, ending: told.outcome === 'declined' ? 'declined' : 'none' }
    const patch = readFileSync(join(folder, bundle, 'fix.patch'), 'utf8')
    const wrong = await whatIsWrong(each, folder, workspace, bundle)
    return { report: told, patch, ...(wrong === undefined ? { ending: 'healed' } : { ending: 'wrong', wrong }) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The proposed files and the hidden tests, in a commit: all tests must pass, in the sandbox as every run does. */
async function whatIsWrong(each, folder, workspace, bundle) {
  if (each.expect === 'declined') return 'it should have been declined'
  if (each.hidden === undefined) return undefined
  const { patch } = JSON.parse(readFileSync(join(folder, bundle, 'fix.json'), 'utf8'))
  write(workspace, Object.fromEntries(patch.files.map(({ path, after }) => [path, after])))
  write(workspace, each.hidden)
  commit(workspace, 'Mend, and test what was hidden')
  const report = join(folder, 'hidden.json')
  await suture(['diagnose', '--workspace', workspace, ...flags({ ...each.inputs, signals: 'tests', report })])
  const { outcome, reason } = JSON.parse(readFileSync(report, 'utf8'))
  return outcome === 'no-failure' ? undefined : `${outcome}: ${reason}`
}

function makeProject(workspace, each, prompt) {
  if (each.files === undefined) {
    git(dirname(workspace), 'clone', '-q', '--no-checkout', each.repository, workspace)
    git(workspace, 'checkout', '-q', '-B', 'main', each.commit ?? 'HEAD')
  } else {
    mkdirSync(workspace, { recursive: true })
    git(workspace, 'init', '-q', '-b', 'main')
    write(workspace, each.files)
    commit(workspace, 'Begin')
  }
  if (prompt !== undefined) {
    write(workspace, { '.github/suture/repair.md': readFileSync(prompt) })
    commit(workspace, 'Bring a prompt')
  }
  write(workspace, each.artifacts ?? {})
  if (each.setup !== undefined)
    execFileSync('sh', ['-c', each.setup], {
      cwd: workspace,
      env: { ...process.env, SUTURE_ROOT: root },
      stdio: 'ignore',
    })
}

function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

function git(folder, ...args) {
  execFileSync('git', args, { cwd: folder, env: { ...process.env, ...fixed }, stdio: 'ignore' })
}

function commit(folder, message) {
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', message)
}

function flags(inputs) {
  return Object.entries(inputs).flatMap(([name, value]) => [value].flat().flatMap((line) => [`--${name}`, line]))
}

/** Its last line is in the report; the exit code is the outcome once more. */
function suture(args) {
  const bundle = join(root, 'dist/index.js')
  if (!existsSync(bundle)) throw new Error('dist/index.js is not built: npm run build')
  return new Promise((resolve) => spawn(process.execPath, [bundle, ...args], { stdio: 'ignore' }).on('close', resolve))
}
