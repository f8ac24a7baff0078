import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

function evaluate(...args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/evaluate.mjs', ...args], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` }),
    )
  })
}

const folder = 'bench/model/cases'
const recorded = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/answers`))
const tools: readonly (readonly [file: string, tool: string, version: string])[] = [
  ['go.mod', 'go', 'version'],
  ['tests/__init__.py', 'python3', '--version'],
]

/** The tool that a case's project needs and this machine lacks. */
function missing(name: string): string | undefined {
  return tools.find(
    ([file, tool, version]) =>
      existsSync(`${folder}/${name}/project/${file}`) && spawnSync(tool, [version]).status !== 0,
  )?.[1]
}

describe('conversations', () => {
  it('replay to the same fixes, byte for byte', async () => {
    const { code, output } = await evaluate(
      '--replay',
      ...['second-idea', 'reads-with-a-tool', 'declined'].flatMap((name) => ['--case', name]),
    )
    expect(output.match(/^same /gm)).toHaveLength(3)
    expect(output).toMatch(/\| replayed \| 2\/2 \(34–100 %\) \| 0 \| 1 \| 0 \| 2 \|/)
    expect(code).toBe(0)
  }, 300_000)

  it('of a capable model are there, ten at least', () => {
    expect(recorded.length).toBeGreaterThanOrEqual(10)
  })

  for (const name of recorded) {
    const tool = missing(name)
    const run = tool === undefined ? it : it.skip
    run(
      `of a capable model replay as well: ${name}${tool === undefined ? '' : ` (needs ${tool})`}`,
      async () => {
        const { code, output } = await evaluate('--replay', '--case', name)
        expect(output).toMatch(new RegExp(`^same  ${name}: (?:healed|wrong|declined) `, 'm'))
        expect(code).toBe(0)
      },
      300_000,
    )
  }
})
