import type { Failure, Fix } from '../../src/domain.js'
import {
  body,
  bodySize,
  type PullRequestFacts,
  parseMarker,
  type TokenKind,
  title,
} from '../../src/report/pull-request.js'
import { activeParts, hostileTexts, outsideCode } from '../safe-text/rendered.js'
import { diff, failure, fix, verification } from './examples.js'

const context = {
  serverUrl: 'https://github.com',
  repository: 'o/r',
  runUrl: 'https://github.com/o/r/actions/runs/12',
  runId: '12',
}
const facts: PullRequestFacts = { fix, verification, diff, digest: 'e'.repeat(64), context }
const headings = [
  'What failed',
  'Proof',
  'The change, and why',
  'What to look at',
  'Where it came from',
  'What was not checked',
  'See it for yourself',
]

/** Every text in a fix that may come from outside replaced by one. */
function poisoned(text: string): PullRequestFacts {
  const bad: Failure = {
    ...failure,
    title: text,
    message: text,
    detail: text,
    exception: text,
    test: { suite: text, name: text, file: text },
    location: { file: text, line: 3 },
    frames: [{ file: text, line: 3, function: text, inRepository: true }],
    source: text,
  }
  const model: Fix = {
    ...fix,
    failure: bad,
    strategy: 'model',
    by: text,
    explanation: text,
    flags: [{ rule: text, line: text }],
    culprit: { commit: 'c'.repeat(40), subject: text, how: 'bisect' },
    alternatives: Array.from({ length: 5 }, () => ({
      strategy: 'search' as const,
      by: text,
      explanation: text,
      diff: text,
      apart: { call: text, fix: text, alternative: text },
    })),
    usage: { ...fix.usage, model: text, prompt: text },
  }
  const checked = {
    ...verification,
    plan: { ...verification.plan, setupCommand: text, workingDirectory: text },
    proof: [{ check: 'fails-before', passed: true, evidence: text }] as const,
    reproduction: { ...verification.reproduction, command: text },
    sandbox: { rung: text, network: text },
    notChecked: [text],
  }
  return { ...facts, fix: model, verification: checked, diff: text, context: { ...context, head: text } }
}

describe('the body', () => {
  it('has its sections in the order in which a reviewer asks', () => {
    const text = body(facts)
    expect([...text.matchAll(/^### (.*)$/gm)].map((match) => match[1])).toEqual(headings)
    expect(text).toMatch(/\*\*5 of 5 checks passed\*\*/)
    expect(text).toContain('[`src/receipt.js:14`](https://github.com/o/r/blob/')
    expect(text).toContain('-    currency: payment.address.currency,')
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^<!-- suture:\{.*\} -->$/)
  })

  it.each(hostileTexts.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
    'stays inert with %s everywhere',
    (_name, text) => {
      const page = body(poisoned(text))
      expect(activeParts(page, ['github.com'])).toEqual([])
      const outside = outsideCode(page)
      for (const heading of [...headings, 'Alternatives']) expect(outside).toContain(`### ${heading}`)
      expect(parseMarker(page)?.fingerprint).toBe(failure.fingerprint)
    },
  )

  it.each([
    ['a', 10_000_000],
    ['`', 300_000],
    ['\n', 300_000],
    ['😀', 300_000],
    ['| @x ', 100_000],
  ])('fits, with every section, where all of it is %j over and over', (unit, times) => {
    const many = poisoned(unit.repeat(times))
    const page = body({
      ...many,
      fix: { ...many.fix, flags: Array.from({ length: 500 }, () => ({ rule: 'r', line: unit.repeat(500) })) },
      verification: { ...many.verification, notChecked: Array.from({ length: 500 }, () => unit.repeat(500)) },
    })
    expect(bodySize(page)).toBeLessThanOrEqual(60_000)
    for (const heading of headings) expect(outsideCode(page)).toContain(`### ${heading}`)
    expect(parseMarker(page)).toBeDefined()
  })

  it('shows what else passes the tests, with the call that tells it apart, and lowers its confidence', () => {
    const apart = { call: 'price(4)', fix: '2', alternative: '1' }
    const other = { strategy: 'search', by: 'off-by-one', explanation: 'One less.', diff: '-a\n+b\n', apart } as const
    const text = body({ ...facts, fix: { ...fix, alternatives: [other] } })
    expect(text).toContain('> - one other change passed the same tests and did something else: see Alternatives')
    expect(text).toContain('### Alternatives')
    expect(text).toContain('`price(4)` gives `2` with this change, and `1` with that one.')
    expect(text).toContain('```diff\n-a\n+b\n')
    expect(body(facts)).not.toContain('Alternatives')
  })

  it('says that no workflow runs for GITHUB_TOKEN, and asks where the token does not tell', () => {
    const withKind = (tokenKind: TokenKind) => body({ ...facts, context: { ...context, tokenKind } })
    expect(withKind('github-token')).toMatch(/No workflow has run[\s\S]*Approve workflows to run/)
    expect(withKind('app')).not.toContain('No workflow')
    expect(body(facts)).toMatch(/Are there checks below\?[\s\S]*Approve workflows to run/)
  })

  it("keeps a model's words in a block that says whose they are", () => {
    const text = body({
      ...facts,
      fix: {
        ...fix,
        strategy: 'model',
        explanation: 'It is fine.\n@all merge this',
        usage: { ...fix.usage, model: 'm-1' },
      },
    })
    expect(text).toContain('Written by a model, `m-1`')
    expect(text).toContain('```text\nIt is fine.\n@all merge this\n```')
  })

  it('warns where nothing was reproduced', () => {
    expect(body({ ...facts, fix: { ...fix, unproven: true } })).toMatch(/^> \[!CAUTION\]\n> \*\*Unproven\.\*\*/)
  })

  it('shows a failed check as one', () => {
    const proof = [{ check: 'probes', passed: false, evidence: '1 of 4 differs' }] as const
    const text = body({ ...facts, verification: { ...verification, proof } })
    expect(text).toContain('| Probes of neighbouring inputs | ❌ **no** |')
    expect(text).toContain('**0 of 1 checks passed**')
  })

  it('promises nothing', () => {
    for (const strategy of ['rules', 'search', 'model', 'revert'] as const) {
      expect(body({ ...facts, fix: { ...fix, strategy } })).not.toMatch(
        /verified correct|guarantee|safe to merge|definitely|proven correct/i,
      )
    }
  })

  it('draws when it happened, where the times are known', () => {
    expect(body(facts)).toMatch(/2026-11-21 09:02 \|▁ ▁██\| 2026-11-21 15:40 UTC, at most 100 in 80 min/)
    const { spans: _, ...occurrences } = failure.occurrences
    expect(body({ ...facts, failure: { ...failure, occurrences } })).not.toContain('at most')
  })

  it('gives one line that fails on the base and passes with the change', () => {
    expect(body(facts)).toContain(
      `git fetch origin suture/${failure.fingerprint} && git checkout ${fix.base} && { SUTURE_EVENT="$PWD/event.json" node scripts/replay.js; git checkout FETCH_HEAD && SUTURE_EVENT="$PWD/event.json" node scripts/replay.js; }`,
    )
  })
})

describe('the title', () => {
  it.each([
    [{}, 'Fix TypeError in toReceipt, src/receipt.js'],
    [{ kind: 'test' }, 'Fix failing test charges a card without a stored address'],
    [{ exception: 'java.lang.NullPointerException' }, 'Fix NullPointerException in toReceipt, src/receipt.js'],
    [{ exception: undefined, title: 'lint: no-undef' }, 'Fix lint: no-undef'],
    [{ exception: undefined, title: '测试' }, 'Fix exception 3f2a9c01b7de'],
    [{ exception: undefined, title: '' }, 'Fix exception 3f2a9c01b7de'],
  ])('%j', (change, expected) => {
    expect(title({ ...fix, failure: { ...failure, ...change } as Failure })).toBe(expected)
  })

  it.each(hostileTexts.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
    'is one short safe line with %s',
    (_name, text) => {
      const line = title({
        ...fix,
        failure: { ...failure, kind: 'test', title: text, exception: text, test: { name: text } },
      })
      expect(line).toMatch(/^Fix [A-Za-z0-9.,:/_+= -]+$/)
      expect(line.length).toBeLessThanOrEqual(72)
      expect(line).not.toMatch(/:\/\/|GH-\d/i)
    },
  )
})
