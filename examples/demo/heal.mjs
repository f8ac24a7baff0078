import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const endingLine = /^suture: ([a-z-]+): /

/**
 * Runs the committed bundle as a person would on the command line: no key, and of the environment only what it needs.
 *
 * @param {{ root: string, workspace: string, evidence: string, github: { url: string, apiUrl: string }, repository: string, token: string, inputs: readonly string[], onLine: (line: string) => void }} options
 *   `evidence` is the folder that report.json and the fix bundle go to
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
      TMPDIR: process.env['TMPDIR'] ?? '/tmp',
      LANG: 'C.UTF-8',
      GITHUB_TOKEN: token,
      GITHUB_REPOSITORY: repository,
      GITHUB_API_URL: github.apiUrl,
      GITHUB_SERVER_URL: github.url,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let lastLine = ''
  const listen = (stream) =>
    createInterface({ input: stream }).on('line', (line) => {
      if (endingLine.test(line)) lastLine = line
      else onLine(line)
    })
  listen(child.stdout)
  listen(child.stderr)
  const exit = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  return {
    exit,
    outcome: endingLine.exec(lastLine)?.[1] ?? 'none',
    lastLine,
    report: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined,
    seconds: (Date.now() - started) / 1000,
  }
}
