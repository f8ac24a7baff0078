import { openLog } from '../../src/adapters/log.js'

/** What is printed, by us through `write` and by the toolkit on standard output, in its order. */
async function printed(inWorkflow: boolean, body: (log: ReturnType<typeof openLog>) => unknown): Promise<string[]> {
  const parts: string[] = []
  const original = process.stdout.write
  process.stdout.write = ((text: string) => {
    parts.push(text)
    return true
  }) as typeof process.stdout.write
  try {
    await body(
      openLog(
        inWorkflow,
        (text) => text.replaceAll('hunter2', '***'),
        (line) => parts.push(`${line}\n`),
      ),
    )
  } finally {
    process.stdout.write = original
  }
  return parts.join('').split('\n').slice(0, -1)
}

const hostile = [
  '::set-output name=outcome::pr-opened',
  '  ::error::x',
  '\t::add-mask::e',
  '::stop-commands::token',
  '\u00a0::error::x',
  '\ufeff::error::x',
  '\u2003::error::x',
  '##[error]x',
  'junk ##[add-matcher]/tmp/m.json',
  'a\n::error::x',
  'a\r::error::x',
  'a\r\n::error::x',
  'a\u2028::error::x',
  'a\u0085::error::x',
  'a\v::error::x',
  '\n\n::error::x',
  '\x1b[2J::error::x',
  '\x1b]8;;https://example.com\x07link',
  '\u202e::error::x',
]

/** What the runner takes for a command: `::` after white space of any kind, or `##[` anywhere. */
const isCommand = (line: string): boolean => /^[\s\ufeff\p{C}]*::/u.test(line) || line.includes('##[')

describe('the log', () => {
  it('prints lines of our own as they are', async () => {
    expect(await printed(true, (log) => log.info('failure 0123: it broke'))).toEqual(['failure 0123: it broke'])
    expect(await printed(false, (log) => log.warning('careful'))).toEqual(['warning: careful'])
    expect(await printed(true, (log) => log.warning('careful'))).toEqual(['::warning::careful'])
  })

  it.each(hostile)('makes one harmless line of %j', async (text) => {
    const lines = await printed(true, (log) => log.info(text))
    expect(lines).toHaveLength(1)
    expect(lines.filter(isCommand)).toEqual([])
    expect(lines.join('')).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]/)
  })

  it.each(hostile)('warns of %j in one command of ours', async (text) => {
    const lines = await printed(true, (log) => log.warning(text))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^::warning::/)
    expect(lines[0]?.slice('::warning::'.length)).not.toMatch(/##\[/)
  })

  it.each(hostile)('frames %j where it is foreign', async (text) => {
    const lines = await printed(true, (log) => log.foreign(text))
    expect(lines.filter((line) => !line.startsWith('| '))).toEqual([])
    expect(lines.filter(isCommand)).toEqual([])
  })

  it.each(hostile)('opens one group for the title %j', async (text) => {
    const lines = await printed(true, (log) => log.group(text, async () => log.info('inside')))
    expect(lines).toEqual([expect.stringMatching(/^::group::/), 'inside', '::endgroup::'])
  })

  it('redacts whatever it prints', async () => {
    for (const inWorkflow of [true, false]) {
      const lines = await printed(inWorkflow, async (log) => {
        log.info('hunter2')
        log.warning('hunter2')
        log.foreign('hunter2\nhunter2')
        await log.group('hunter2', async () => undefined)
      })
      expect(lines.join('\n')).not.toContain('hunter2')
      expect(lines.join('\n').split('***').length).toBeGreaterThan(4)
    }
  })

  it('ends a group whatever happens in it, and hands on what came', async () => {
    const lines = await printed(true, async (log) => {
      await expect(log.group('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
      expect(await log.group('b', async () => 7)).toBe(7)
    })
    expect(lines).toEqual(['::group::a', '::endgroup::', '::group::b', '::endgroup::'])
  })

  it('cuts a giant line and a giant text', async () => {
    const [line = ''] = await printed(true, (log) => log.info('x'.repeat(5_000_000)))
    expect(line.length).toBeLessThan(5000)
    const lines = await printed(true, (log) => log.foreign('x\n'.repeat(1_000_000)))
    expect(lines.length).toBeLessThan(3000)
  })
})
