import { execFileSync, spawnSync } from 'node:child_process'

const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', '-c', 'commit.gpgsign=false']

export function git(folder, ...options) {
  const settings = { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 }
  return execFileSync('git', ['-C', folder, ...identity, ...options], settings)
    .toString()
    .trimEnd()
}

/** What a command printed, both streams, and how it ended; killed after `seconds`. */
export function run(folder, command, environment = {}, seconds = 240) {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, LANG: 'C.UTF-8', CI: 'true', ...environment }
  const options = { cwd: folder, env, timeout: seconds * 1000, maxBuffer: 2 ** 26, encoding: 'utf8' }
  const result = spawnSync('sh', ['-c', `${command} 2>&1`], { ...options, killSignal: 'SIGKILL' })
  return { exit: result.status ?? 124, output: result.stdout ?? '' }
}

/** Lines of the old text that a change touches, widest change first; where it only adds, the lines around. */
export function changedPlaces(diff, lines) {
  const places = []
  for (const match of diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/gm)) {
    const [from, count, added] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)]
    const first = Math.max(1, from)
    const last = count === 0 ? Math.min(lines, from + 1) : from + count - 1
    places.push({ place: [first, Math.max(first, last)], size: count + added })
  }
  return places.sort((a, b) => b.size - a.size).map(({ place }) => place)
}
