import { execFile } from 'node:child_process'

function evaluate(...args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/evaluate.mjs', ...args], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` }),
    )
  })
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
})
