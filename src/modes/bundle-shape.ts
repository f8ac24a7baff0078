/** What the JSON of a bundle must look like before any of it is used: a bundle comes from another job. */

type Shape =
  | { readonly is: (value: unknown) => boolean; readonly name: string }
  | { readonly optional: Shape }
  | { readonly list: Shape; readonly most: number }
  | { readonly fields: Readonly<Record<string, Shape>> }

function texts(limit: number): Shape {
  return {
    name: `text of at most ${limit} characters`,
    is: (value) => typeof value === 'string' && value.length <= limit,
  }
}

function matching(pattern: RegExp, name: string): Shape {
  return { name, is: (value) => typeof value === 'string' && pattern.test(value) }
}

function oneOf(...values: readonly string[]): Shape {
  return { name: `one of ${values.join(', ')}`, is: (value) => values.some((each) => each === value) }
}

const text = texts(100_000)
const longText = texts(10_000_000)
const flag: Shape = { name: 'true or false', is: (value) => typeof value === 'boolean' }
const whole: Shape = { name: 'a whole number', is: (value) => Number.isSafeInteger(value) && Number(value) >= 0 }
const amount: Shape = { name: 'an amount', is: (value) => Number.isFinite(value) && Number(value) >= 0 }
const objectId = matching(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'an object id')
const branchName: Shape = { name: 'a branch name', is: (value) => typeof value === 'string' && isBranchName(value) }

const location = { file: texts(4096), line: { optional: whole }, column: { optional: whole } }

const failure: Shape = {
  fields: {
    fingerprint: matching(/^[0-9a-f]{12}$/, '12 hexadecimal digits'),
    kind: oneOf('test', 'exception', 'build', 'lint', 'dependency', 'finding', 'timeout', 'crash'),
    title: longText,
    message: longText,
    detail: longText,
    source: text,
    exception: { optional: text },
    test: { optional: { fields: { suite: { optional: longText }, name: longText, file: { optional: texts(4096) } } } },
    location: { optional: { fields: location } },
    frames: { list: { fields: { ...location, function: { optional: longText }, inRepository: flag } }, most: 100_000 },
    sourceLines: { list: whole, most: 2 },
    occurrences: {
      fields: {
        count: whole,
        first: { optional: text },
        last: { optional: text },
        spans: { optional: { list: whole, most: 100 } },
        spike: flag,
        deployment: { optional: { fields: { what: text, at: text, before: whole, after: whole } } },
      },
    },
  },
}

const alternative: Shape = {
  fields: {
    strategy: oneOf('rules', 'search', 'model', 'revert'),
    by: text,
    explanation: longText,
    diff: longText,
    apart: { fields: { call: text, fix: text, alternative: text } },
  },
}

const fixShape: Shape = {
  fields: {
    suture: texts(100),
    failure,
    strategy: oneOf('rules', 'search', 'model', 'revert'),
    by: text,
    explanation: longText,
    base: objectId,
    branch: branchName,
    tree: objectId,
    flags: { list: { fields: { rule: text, line: text } }, most: 1000 },
    unproven: flag,
    culprit: { optional: { fields: { commit: objectId, subject: text, how: oneOf('bisect', 'blame', 'diff') } } },
    suspects: { list: { fields: { ...location, score: amount, why: text } }, most: 10_000 },
    attempts: whole,
    alternatives: { optional: { list: alternative, most: 20 } },
    usage: {
      fields: {
        model: { optional: text },
        prompt: { optional: text },
        calls: whole,
        tokensIn: whole,
        tokensOut: whole,
        cost: amount,
        candidates: whole,
        testRuns: whole,
      },
    },
  },
}

const runShape: Shape = { fields: { passed: flag, exit: whole, seconds: amount } }

const verdictShape: Shape = {
  fields: {
    suture: texts(100),
    plan: {
      fields: {
        runner: text,
        testCommand: longText,
        reproduceCommand: { optional: longText },
        setupCommand: { optional: longText },
        workingDirectory: texts(4096),
        confirmations: whole,
      },
    },
    verified: flag,
    reason: longText,
    reproduction: {
      fields: {
        command: longText,
        runs: { list: runShape, most: 1000 },
        verdict: oneOf('reproduced', 'flaky', 'not-reproduced'),
      },
    },
    proof: {
      list: {
        fields: {
          check: oneOf(
            'fails-before',
            'passes-after',
            'no-test-lost',
            'nothing-else-broke',
            'fails-again-without',
            'probes',
          ),
          passed: flag,
          evidence: longText,
        },
      },
      most: 20,
    },
    sandbox: { fields: { rung: text, network: text } },
    notChecked: { list: text, most: 100 },
    doubts: { optional: { list: text, most: 100 } },
  },
}

/** What is wrong with a fix beside its patch, by path, or undefined. */
export function problemOfFix(value: unknown): string | undefined {
  return problem(value, fixShape, '')
}

export function problemOfVerdict(value: unknown): string | undefined {
  return problem(value, verdictShape, '')
}

function problem(value: unknown, shape: Shape, path: string): string | undefined {
  if ('optional' in shape) return value === undefined ? undefined : problem(value, shape.optional, path)
  if ('is' in shape) return shape.is(value) ? undefined : `${path} is not ${shape.name}`
  if ('list' in shape) {
    if (!Array.isArray(value) || value.length > shape.most) return `${path} is not a list of at most ${shape.most}`
    return first(value, (each, index) => problem(each, shape.list, `${path}[${index}]`))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${path || 'it'} is not an object`
  const own = value as Record<string, unknown>
  return first(Object.entries(shape.fields), ([name, inner]) =>
    problem(Object.hasOwn(own, name) ? own[name] : undefined, inner, path === '' ? name : `${path}.${name}`),
  )
}

function first<T>(items: readonly T[], look: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index)
    if (found !== undefined) return found
  }
  return undefined
}

/** git's own rule for a branch, and no dash in front: it stands on command lines. */
export function isBranchName(name: string): boolean {
  if (name.length > 244 || /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/\./.test(name)) return false
  return /^[^-/.]/.test(name) && !/([/.]|\.lock)$/.test(name) && !name.includes('.lock/') && name !== '@'
}
