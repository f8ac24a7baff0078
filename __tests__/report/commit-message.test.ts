import { commitMessage } from '../../src/report/commit-message.js'
import { hostileTexts } from '../safe-text/rendered.js'
import { failure, fix } from './examples.js'

const tokens = [
  '[skip ci] x',
  '[ci skip] x',
  '[no ci] x',
  '[skip actions] x',
  '[actions skip] x',
  '***NO_CI*** x',
  'skip-checks: true',
  'x\n\nskip-checks: true',
  'x\nSigned-off-by: A <a@b.c>',
  'Co-authored-by: A <a@b.c>',
  'Reverts o/r#1',
  'This reverts commit abc',
  'Closes #1',
  'fixes https://github.com/o/r/issues/1',
  'Resolves GH-7',
  '@user',
  'a; rm -rf /',
  '-x',
  '\u202Etxt',
]

describe('the commit message', () => {
  it('says what was done and which failure it was', () => {
    expect(commitMessage(fix)).toBe(
      'Fix TypeError in toReceipt, src/receipt.js\n\nFailure 3f2a9c01b7de, seen in logs/production.log.\nIt said: Cannot read properties of null reading currency\nMade by rules, guard-null-access.\n',
    )
  })

  it.each([...tokens, ...hostileTexts].map((text) => [JSON.stringify(text).slice(0, 60), text]))(
    'stays tame with %s',
    (_name, text) => {
      const bad = {
        ...failure,
        kind: 'test' as const,
        title: text,
        message: text,
        exception: text,
        source: text,
        test: { name: text },
      }
      const message = commitMessage({ ...fix, failure: bad, by: text })
      const [subject = '', blank, ...rest] = message.split('\n')
      expect(subject).toMatch(/^Fix [A-Za-z0-9.,:/_+= -]+$/)
      expect(subject.length).toBeLessThanOrEqual(72)
      expect(blank).toBe('')
      for (const line of rest) expect(line).toMatch(/^(?:|(?:Failure|It said:|Made by) [A-Za-z0-9.,:/_+= -]*)$/)
      expect(message).not.toMatch(/skip.?ci|ci.?skip|no.?ci\b|skip-checks|actions skip|skip actions/i)
      expect(message).not.toMatch(/-by\s*:|reverts|GH-\d|#\d|:\/\/|@/i)
    },
  )
})
