import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const endingLine = /^suture: ([a-z-]+): /
/** Here the progress ends and the summary for terminals begins, which says what the pull request says as well. */
const summaryLine = /^\P{ASCII}+ Suture: .* \([a-z-]+\)$/u

/**
 * Runs the committed bundle as a person would on the command line: no key, and of the environment only what it needs.
 *
 * @param {{ root: string, workspace: string, evidence: string, github: { url: string, apiUrl: string }, repository: string, token: string, inputs: readonly string[], onLine: (line: string) => void }} options
 *   `evidence` is the folder that report.json, the fix bundle and run.log go to; `onLine` gets the progress
 * @returns {Promise<{ exit: number | null, outcome: string, lastLine: string, report: any, seconds: number }>}
 */
export async function heal({ root, workspace, evidence, github, repository, token, inputs, onLine }) {
  const report = join(evidence, 'report.json')
  const flags = ['--workspace', workspace, '--report', report, ...inputs]
  const started = Date.now()
  const child = spawn(process.execPath, [join(root, 'dist/index.js'), 'heal', ...flags], {
    cwd: workspace,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      ...(process.env['TMPDIR'] === undefined ? {} : { TMPDIR: process.env['TMPDIR'] }),
      LANG: 'C.UTF-8',
      GITHUB_TOKEN: token,
      GITHUB_REPOSITORY: repository,
      GITHUB_API_URL: github.apiUrl,
      GITHUB_SERVER_URL: github.url,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let lastLine = ''
  let inProgress = true
  const log = createWriteStream(join(evidence, 'run.log'))
  const listen = (stream) =>
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`)
      if (summaryLine.test(line)) inProgress = false
      if (endingLine.test(line)) lastLine = line
      else if (inProgress) onLine(line)
    })
  listen(child.stdout)
  listen(child.stderr)
  const exit = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  log.end()
  return {
    exit,
    outcome: endingLine.exec(lastLine)?.[1] ?? 'none',
    lastLine,
    report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined,
    seconds: (Date.now() - started) / 1000,
  }
}
