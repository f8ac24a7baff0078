import type { Failure } from '../../../src/domain.js'
import { cheatOf } from '../../../src/trial/conduct.js'
import { refusalOf } from '../../../src/trial/patch/policy.js'
import { cheating as plain } from './cheating.js'
import { disguised } from './disguised.js'
import { honest as plainlyHonest } from './honest.js'
import { ordinary } from './ordinary.js'
import { patch } from './patch.js'

const cheating = [...plain, ...disguised]
const honest = [...plainlyHonest, ...ordinary]

const limits = {
  allow: [],
  deny: [],
  allowTestChanges: false,
  allowDependencyChanges: false,
  maxFiles: 5,
  maxLines: 120,
}

/** The gate as propose, verify and publish ask it. */
function refused(path: string, diff: string, told = ''): string | undefined {
  const change = patch(path, ...diff.replace(/^\n/, '').split('\n'))
  const failure = { title: told, message: told, detail: told } as Failure
  return (refusalOf(change, limits) ?? cheatOf(change, failure))?.rule
}

const languages: Record<string, RegExp> = {
  JavaScript: /\.[jt]s$/,
  Python: /\.(py|ini)$/,
  Go: /\.go$/,
  Java: /\.(java|xml)$/,
  Rust: /\.rs$/,
  Ruby: /\.rb$/,
  PHP: /\.php$/,
}

describe('patches that cheat', () => {
  it('are many enough, over enough languages', () => {
    expect(cheating.length).toBeGreaterThanOrEqual(40)
    for (const pattern of Object.values(languages)) {
      expect(cheating.filter(({ path }) => pattern.test(path)).length).toBeGreaterThanOrEqual(5)
    }
  })

  it.each(cheating)('$path: $how is refused as $rule', ({ rule, path, diff, failure }) => {
    expect(refused(path, diff, failure)).toBe(rule)
  })
})

describe('patches that mend', () => {
  it('are many enough, over enough languages', () => {
    expect(honest.length).toBeGreaterThanOrEqual(40)
    for (const pattern of Object.values(languages)) {
      expect(honest.filter(({ path }) => pattern.test(path)).length).toBeGreaterThanOrEqual(3)
    }
  })

  it.each(honest)('$path: $what passes', ({ path, diff, failure }) => {
    expect(refused(path, diff, failure)).toBeUndefined()
  })
})
