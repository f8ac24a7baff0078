// Regressions out of real histories: a slip inside a later commit's change, or the change taken back, breaks a green test.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { slips } from './projects.mjs'

const who = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
}
/** The same dates give the same commits. */
const when = { GIT_AUTHOR_DATE: '1700000000 +0000', GIT_COMMITTER_DATE: '1700000000 +0000' }

export function gitIn(folder, args, input) {
  return execFileSync('git', ['-c', 'gc.auto=0', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...who, ...when },
    ...(input === undefined ? {} : { input }),
  })
}

export function passes(folder, project, path, seconds = 120) {
  const { status } = spawnSync('sh', ['-c', project.command(path)], {
    cwd: folder,
    stdio: 'ignore',
    timeout: seconds * 1000,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PYTHONDONTWRITEBYTECODE: '1', ...project.environment },
  })
  return status === 0
}

/** Lines of the new text that a commit wrote, 0-based. */
function written(folder, commit, path) {
  const diff = gitIn(folder, ['diff', '-U0', `${commit}^`, commit, '--', path])
  return [...diff.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].flatMap(([, start, count = '1']) =>
    Array.from({ length: Number(count) }, (_, index) => Number(start) - 1 + index),
  )
}

function* slipsIn(text, lines) {
  const all = text.split('\n')
  for (const [name, pattern, replacement] of slips)
    for (const line of lines) {
      const old = all[line] ?? ''
      if (/^\s*(?:#|\/\/|\*|"""|def |class |import |from )/.test(old)) continue
      const now = old.replace(pattern, replacement)
      if (now !== old) yield { name, line, text: all.with(line, now).join('\n') }
    }
}

/** A tree of `commit` with one file's text replaced, as a commit on `parent`. */
function commitWith(folder, commit, path, text, parent, message) {
  const blob = gitIn(folder, ['hash-object', '-w', '--stdin'], text).trim()
  gitIn(folder, ['read-tree', commit])
  gitIn(folder, ['update-index', '--cacheinfo', `100644,${blob},${path}`])
  const tree = gitIn(folder, ['write-tree']).trim()
  return gitIn(folder, ['commit-tree', tree, '-p', parent], `${message}\n`).trim()
}

/** The next real commits that leave the file alone, with the broken text in them. */
function goOn(folder, newest, commit, path, text, from, most) {
  const later = gitIn(folder, ['rev-list', '--reverse', '--first-parent', `${commit}..${newest}`])
    .split('\n')
    .filter(Boolean)
  let tip = from
  for (const next of later.slice(0, most)) {
    if (gitIn(folder, ['diff', '--name-only', commit, next, '--', path]) !== '') break
    tip = commitWith(folder, next, path, text, tip, gitIn(folder, ['log', '-1', '--format=%s', next]).trim())
  }
  return tip
}

/** What the runner needs, as links: thousands of files a regression would be as slow as the healing. */
function linkModules(modules, folder) {
  execFileSync('cp', ['-al', modules, join(folder, 'node_modules')])
}

/**
 * Regressions of one clone, each in a folder of its own under `made`; those that are there already are not made again.
 *
 * @returns `{ project, kind, slip, path, folder, fixed, before }` each
 */
export function regressionsOf(name, project, { clone, modules, made }, most) {
  const list = join(made, `${name}.json`)
  if (existsSync(list)) return JSON.parse(readFileSync(list, 'utf8'))
  const found = [...makeRegressions(name, project, { clone, modules, made }, most)]
  writeFileSync(list, JSON.stringify(found))
  return found
}

function* makeRegressions(name, project, { clone, modules, made: root }, most) {
  const work = join(root, `${name}-work`)
  rmSync(work, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  cpSync(clone, work, { recursive: true })
  writeFileSync(join(work, '.git/info/exclude'), 'node_modules\n__pycache__\n.pytest_cache\n')
  if (project.modules) linkModules(modules, work)
  const newest = gitIn(work, ['rev-parse', 'HEAD']).trim()
  const commits = gitIn(work, ['rev-list', '--no-merges', '--min-parents=1', '--first-parent', '-n', '400', 'HEAD'])
    .split('\n')
    .filter(Boolean)
  let made = 0
  for (const commit of commits) {
    if (made >= most) break
    const changed = gitIn(work, ['diff', '--name-only', '--diff-filter=M', `${commit}^`, commit])
      .split('\n')
      .filter(Boolean)
    const sources = changed.filter(project.isSource)
    if (
      sources.length !== 1 ||
      gitIn(work, ['diff', '--shortstat', `${commit}^`, commit, '--', sources[0]]).length > 70
    )
      continue
    const [path] = sources
    const one = regressionAt({ work, name, project, newest, commit, path, wantsUndone: made % 4 === 3 })
    if (one === undefined) continue
    const folder = join(root, `${name}-${++made}`)
    rmSync(folder, { recursive: true, force: true })
    gitIn(work, ['checkout', '-q', '-f', '-B', 'main', one.tip])
    if (project.modules) renameSync(join(work, 'node_modules'), join(root, `${name}-modules`))
    gitIn(work, ['clean', '-xdfq'])
    cpSync(work, folder, { recursive: true })
    if (project.modules) {
      renameSync(join(root, `${name}-modules`), join(work, 'node_modules'))
      linkModules(modules, folder)
    }
    yield { ...one, folder }
  }
  rmSync(work, { recursive: true, force: true })
}

function regressionAt({ work, name, project, newest, commit, path, wantsUndone }) {
  const [before, fixed] = [`${commit}^`, commit].map((each) => gitIn(work, ['show', `${each}:${path}`]))
  const lines = written(work, commit, path)
  if (lines.length === 0 || lines.length > 80) return undefined
  gitIn(work, ['checkout', '-q', '-f', '--detach', commit])
  if (!passes(work, project, path)) return undefined
  const breaks = (text) => {
    writeFileSync(join(work, path), text)
    const isBroken = !passes(work, project, path)
    writeFileSync(join(work, path), fixed)
    return isBroken
  }
  const subject = gitIn(work, ['log', '-1', '--format=%s', commit]).trim()
  if (wantsUndone) {
    if (!breaks(before)) return undefined
    const bad = commitWith(work, commit, path, before, commit, 'Tidy up')
    return {
      project: name,
      kind: 'change taken back',
      slip: 'undone',
      path,
      fixed,
      before: fixed,
      broken: before,
      tip: goOn(work, newest, commit, path, before, bad, 3),
    }
  }
  gitIn(work, ['checkout', '-q', '-f', '--detach', `${commit}^`])
  const wasGreen = passes(work, project, path)
  gitIn(work, ['checkout', '-q', '-f', '--detach', commit])
  if (!wasGreen) return undefined
  let asked = 0
  for (const slip of slipsIn(fixed, lines)) {
    if (asked++ >= 6) return undefined
    if (!breaks(slip.text)) continue
    const bad = commitWith(work, commit, path, slip.text, `${commit}^`, subject)
    return {
      project: name,
      kind: 'slip in a change',
      slip: slip.name,
      path,
      fixed,
      before,
      broken: slip.text,
      tip: goOn(work, newest, commit, path, slip.text, bad, 3),
    }
  }
  return undefined
}

export function textOf(folder, path) {
  return readFileSync(join(folder, path), 'utf8')
}
