import { code, details, fence, heading, inline, join, link, list, md, table } from '../../src/safe-text/markdown.js'
import { activeParts, hostileTexts, outsideCode } from './rendered.js'

const named = hostileTexts.map((text) => [JSON.stringify(text).slice(0, 60), text] as const)

describe('the reading that the tests stand on', () => {
  it.each([
    ['a `@b` c', 'a · c'],
    ['a ``x ` @y`` z', 'a · z'],
    ['```\n@b\n```\nc', 'c'],
    ['````\n```\n@b\n````\nc', 'c'],
    ['| `a | b` |\n', '\n `a \n b` \n'],
    ['`open @b', '`open @b'],
  ])('%j', (text, left) => {
    expect(outsideCode(text)).toBe(left)
  })

  it.each(['@a', '#1', 'https://x', '![', '<b>', 'deadbeef', '$x$', ':tada:', '/merge', 'bors r+', '[a](b)'])(
    'sees what is active: %s',
    (text) => {
      expect(activeParts(text)).not.toEqual([])
    },
  )
})

describe.each(named)('untrusted text %s', (_name, text) => {
  it('is inert in a code span, a block, a sentence, a cell and a heading', () => {
    const page = join([
      heading(2, md`Before ${code(text)}`),
      md`A sentence with ${code(text)} in it.`,
      code(text),
      fence(text, 'diff'),
      inline(text),
      list([inline(text), code(text)]),
      table([md`one`, md`two`], [[code(text), inline(text)]]),
      details('More', fence(text)),
      md`After.`,
    ])
    expect(activeParts(page)).toEqual([])
    expect(outsideCode(page)).toContain('After.')
  })

  it('leaves a table as wide as it was', () => {
    const lines = table([md`one`, md`two`], [[code(text), inline(text)]]).split('\n')
    expect(lines).toHaveLength(3)
    for (const line of lines) expect(line.match(/\|/g)).toHaveLength(3)
  })

  it('stays one line in a code span', () => {
    expect(code(text)).not.toMatch(/[\r\n\u2028\u2029]/)
    expect(code(text, 50).length).toBeLessThan(120)
  })
})

describe('the writer', () => {
  it.each([
    ['plain words stay, and punctuation.', 'plain words stay, and punctuation.'],
    ['Guards user?.name before it is read', 'Guards `user?.name` before it is read'],
    ['see src/a.js:3 and #1', 'see `src/a.js:3` and `#1`'],
    ["it doesn't (really) matter; 3 times.", "it doesn't (really) matter; 3 times."],
    ['bors r+', '`bors r+`'],
    ['commit deadbeef', 'commit `deadbeef`'],
  ])('writes a sentence: %j', (text, expected) => {
    expect(inline(text)).toBe(expected)
  })

  it('makes a fence longer than any run inside', () => {
    expect(fence('a ```` b', 'js')).toBe('`````js\na ```` b\n`````')
    expect(fence('x', 'mermaid')).toBe('```\nx\n```')
    expect(fence('x', 'js\n@user')).toBe('```\nx\n```')
  })

  it('cuts a long block and says so', () => {
    expect(fence('x'.repeat(100), '', 10)).toBe('```\nxxxxxxxxx…\n… cut\n```')
  })

  it('links only to plain addresses', () => {
    expect(link(md`run`, 'https://github.com/o/r/actions/runs/1')).toBe('[run](https://github.com/o/r/actions/runs/1)')
    for (const url of ['javascript:alert(1)', 'https://x/a) ![](https://y', 'https://u:p@x/', 'http://x/<b>', 'x']) {
      expect(link(md`run`, url)).toMatch(/^`/)
    }
  })

  it('takes a million backticks in its stride', () => {
    expect(fence('`'.repeat(1_000_000), '', 1000).length).toBeLessThan(4000)
    expect(code('`'.repeat(1_000_000)).length).toBeLessThan(700)
  })
})
