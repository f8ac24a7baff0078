// Other readers of JUnit XML on the same file. They are installed by name into a temporary folder, never into the project.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const npmPeer = (name, version, script) => ({
  name: `${name} ${version} (npm)`,
  prepare(folder) {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    execFileSync(npm, ['install', '--no-audit', '--no-fund', `${name}@${version}`], { cwd: folder, stdio: 'pipe' })
    writeFileSync(
      join(folder, 'peer.cjs'),
      `${script}
const result = run(process.argv[2])
const { user, system } = process.cpuUsage()
console.log(JSON.stringify({ ...result, cpu: (user + system) / 1e6, peak: process.resourceUsage().maxRSS / 1024 }))`,
    )
  },
  command: (folder, file) => [process.execPath, ['--max-old-space-size=6000', join(folder, 'peer.cjs'), file]],
})

export const peers = [
  {
    name: 'junitparser 4.0.2 (Python, expat)',
    prepare(folder) {
      execFileSync('python3', ['-m', 'pip', 'install', '-q', '--target', join(folder, 'lib'), 'junitparser==4.0.2'], {
        stdio: 'pipe',
      })
      writeFileSync(
        join(folder, 'peer.py'),
        `import json, resource, sys, time
sys.path.insert(0, ${JSON.stringify(join(folder, 'lib'))})
from junitparser import JUnitXml
start = time.perf_counter()
failures = sum(1 for suite in JUnitXml.fromfile(sys.argv[1]) for case in suite if case.result)
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"seconds": time.perf_counter() - start, "cpu": usage.ru_utime + usage.ru_stime,
                  "peak": usage.ru_maxrss / 1024, "failures": failures}))
`,
      )
    },
    command: (folder, file) => ['python3', [join(folder, 'peer.py'), file]],
  },
  npmPeer(
    'test-results-parser',
    '0.4.6',
    `const { parse } = require('test-results-parser')
function run(file) {
  const start = performance.now()
  const { failed } = parse({ type: 'junit', files: [file] })
  return { seconds: (performance.now() - start) / 1000, failures: failed }
}`,
  ),
]

/** @returns what a peer measured of itself, or why it did not run */
export function measurePeer(peer, temp, file) {
  const folder = join(temp, peer.name.replace(/\W+/g, '-'))
  mkdirSync(folder, { recursive: true })
  try {
    peer.prepare(folder)
    const [command, args] = peer.command(folder, file)
    const output = execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 })
    return JSON.parse(output.toString().trim().split('\n').at(-1))
  } catch (error) {
    return {
      failed:
        String(error.stderr || error.message)
          .trim()
          .split('\n')
          .at(-1)
          ?.slice(0, 150) ?? '',
    }
  }
}
