import { lastLine } from '../../src/report/last-line.js'
import { hostileTexts } from '../safe-text/rendered.js'

describe('the last line', () => {
  it('says how it ended, why, and what to do', () => {
    const next = 'review https://github.com/o/r/pull/7?w=1'
    expect(lastLine({ outcome: 'pr-opened', reason: "pull request 7 mends 'x'", next })).toBe(
      'suture: pr-opened: pull request 7 mends x; review https://github.com/o/r/pull/7?w=1',
    )
  })

  it('is complete where reason and advice are empty', () => {
    expect(lastLine({ outcome: 'no-fix', reason: '\n', next: '' })).toBe(
      'suture: no-fix: no reason given; nothing to do',
    )
  })

  it.each(hostileTexts.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
    'is one safe line with %s',
    (_name, text) => {
      const line = lastLine({ outcome: 'error-internal', reason: text, next: `##[error]${text}` })
      expect(line).toMatch(/^suture: error-internal: [A-Za-z0-9.,:/_+= -]+; [\x20-\x7E…]+$/)
      expect(line).not.toContain('##[')
      expect(line.length).toBeLessThan(650)
    },
  )
})
