import { exitCodes, type OutcomeName } from '../../src/domain.js'
import { annotationsFor } from '../../src/report/annotations.js'
import { summary } from '../../src/report/summary.js'
import { terminal } from '../../src/report/terminal.js'
import { activeParts, hostileTexts } from '../safe-text/rendered.js'
import { diagnosed, early, failure, fix, noFix, opened, reading, trials, verification } from './examples.js'

const places = { serverUrl: 'https://github.com', repository: 'o/r', commit: 'a'.repeat(40) }
const outcomes = Object.keys(exitCodes) as OutcomeName[]
const sections = (text: string) => [...text.matchAll(/^### (.*)$/gm)].map((match) => match[1])

describe('the job summary', () => {
  it.each(outcomes)('can be written for %s, and says it first', (outcome) => {
    for (const facts of [early, diagnosed, noFix, opened]) {
      const page = summary({ ...facts, outcome: { ...facts.outcome, outcome } }, places)
      expect(page.split('\n')[0]).toMatch(/^## (?:✅|ℹ️|❌) Suture: /)
      expect(page.split('\n')[0]).toContain(`(\`${outcome}\`)`)
      expect(page).toContain('**Next:** ')
      expect(activeParts(page, ['github.com'])).toEqual([])
    }
  })

  it('has what the run knew, and nothing else', () => {
    expect(sections(summary(early))).toEqual([])
    expect(sections(summary(diagnosed))).toEqual(['What was read', 'What failed', 'The failure that this run is about'])
    expect(sections(summary(noFix))).toEqual([
      ...sections(summary(diagnosed)),
      'Reproduction',
      'Where to look',
      'Where it came from',
      'What was tried',
    ])
    expect(sections(summary(opened))).toEqual([
      ...sections(summary(diagnosed)),
      'What was tried',
      'Proof',
      'The change',
    ])
    expect(summary(opened)).toContain('**[Pull request 7](https://github.com/o/r/pull/7)**')
  })

  it('says where an artifact was not read to its end', () => {
    expect(
      summary({ ...diagnosed, readings: [{ ...reading, incomplete: true, notes: ['cut off at line 7'] }] }),
    ).toContain('**incomplete**; cut off at line 7')
  })

  it.each(hostileTexts.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
    'stays inert with %s',
    (_name, text) => {
      const bad = { ...failure, title: text, message: text, detail: text, source: text, location: { file: text } }
      const page = summary(
        {
          ...noFix,
          outcome: { outcome: 'no-fix', reason: text, next: text },
          readings: [{ ...reading, source: text, format: text, notes: [text] }],
          failures: [bad],
          trials: [
            {
              ...trials[0],
              verdict: { verdict: 'cheated', why: text, output: text },
              candidate: { strategy: 'model', by: text, edits: [], explanation: text, tokens: 0, cost: 0 },
              diff: text,
              seconds: 1,
            },
          ],
          fix: { ...fix, explanation: text, flags: [{ rule: text, line: text }] },
          diff: text,
          verification: { ...verification, proof: [{ check: 'probes', passed: false, evidence: text }] },
        },
        places,
      )
      expect(activeParts(page, ['github.com'])).toEqual([])
    },
  )

  it.each(['a', '`', '😀', '\n'])('stays below 100 KiB where there is far too much of %j', (unit) => {
    const text = unit.repeat(200_000)
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...failure,
      title: text,
      detail: text,
      fingerprint: index.toString(16).padStart(12, '0'),
    }))
    const [first = opened.trials[0]] = trials
    const page = summary(
      {
        ...opened,
        failures: many,
        readings: Array.from({ length: 200 }, () => ({ ...reading, source: text, notes: [text, text, text, text] })),
        trials:
          first === undefined
            ? []
            : Array.from({ length: 2000 }, () => ({ ...first, verdict: { ...first.verdict, why: text } })),
        diff: text,
      },
      places,
    )
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(100 * 1024)
    expect(sections(page)).toContain('What was tried')
  })
})

describe('annotations', () => {
  it('begin with the ending and stand at the failing lines', () => {
    expect(annotationsFor([failure], opened.outcome)).toEqual([
      {
        level: 'notice',
        title: 'Suture: Pull request opened',
        message: 'pull request 7 mends 3f2a9c01b7de; review https://github.com/o/r/pull/7',
      },
      {
        level: 'warning',
        title: failure.title,
        message: `${failure.message} (3f2a9c01b7de)`,
        file: 'src/receipt.js',
        startLine: 14,
        startColumn: 31,
      },
    ])
  })

  it.each(outcomes)('are red only where the job is: %s', (outcome) => {
    const [ending] = annotationsFor([], { outcome, reason: 'r', next: 'n' })
    expect(ending?.level).toBe(exitCodes[outcome] === 0 ? 'notice' : 'error')
  })

  it("point at no file that is not the repository's, and are ten at most", () => {
    const foreign = { ...failure, frames: [{ file: 'src/receipt.js', line: 14, inRepository: false }] }
    const all = annotationsFor(
      Array.from({ length: 30 }, () => foreign),
      noFix.outcome,
    )
    expect(all).toHaveLength(10)
    expect(all.some((annotation) => annotation.file !== undefined)).toBe(false)
  })
})

describe('a page in the terminal', () => {
  it('has no markup, and its tables in columns', () => {
    const text = terminal(summary(opened, places))
    expect(text).not.toMatch(/^#|\*\*|<details>|<summary>|^\||```/m)
    expect(text).toContain(
      '  Check                                   Result  Evidence\n  Fails without the change                ✅ yes',
    )
    expect(text).toContain('    -    currency: payment.address.currency,')
    expect(text).toContain('Pull request 7 <https://github.com/o/r/pull/7>')
  })

  it('wraps words, not code', () => {
    expect(terminal('one two three four', 9)).toBe('one two\nthree\nfour\n')
    expect(terminal('```\none two three four\n```', 9)).toBe('one two three four\n')
    expect(terminal('- `a*b` and ``x ` y``')).toBe('- a*b and x ` y\n')
  })
})
