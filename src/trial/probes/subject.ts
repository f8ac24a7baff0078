import type { Failure, Language, Patch, PatchFile } from '../../domain.js'
import { isScript, languageOf } from '../../syntax/language.js'
import type { Syntax } from '../../syntax/open.js'
import { isTestFile } from '../../test-file.js'
import type { Sides } from '../flapping.js'
import type { Copy, Lab } from '../lab/lab.js'
import { hunksOf } from '../patch/hunks.js'
import type { Target } from '../target.js'
import type { Changed, Purse, Subject } from './probe.js'

/** What the caller of the probes knows. */
export interface Probed {
  readonly patch: Patch
  readonly failure: Failure
  readonly target: Target | undefined
  /** Words of the failing test: its message, its output, its file where that can be read. */
  readonly testText: string
  readonly sides: Sides
  readonly lab: Lab
  readonly trees: { readonly base: string; readonly fixed: string }
  readonly syntax: Syntax
  /** For all test runs of all probes together. */
  readonly seconds: number
}

/** Parsing takes time by length, and nobody looks for a slip in a file of this size by hand either. */
const longestText = 500_000
/** No more than this is searched for literals. */
const longestWords = 100_000
/** However short they are. */
const mostRuns = 14

export async function subjectOf(probed: Probed): Promise<Subject> {
  const { patch, lab, trees, syntax } = probed
  const code = patch.files.filter((file) => !isTestFile(file.path))
  const parsed = await Promise.all(code.map((file) => changedOf(file, syntax)))
  return {
    failure: probed.failure,
    target: probed.target,
    changed: parsed.filter((each) => each !== undefined),
    unread: code.filter((_, index) => parsed[index] === undefined).map((file) => file.path),
    testText: probed.testText.slice(0, longestWords),
    sides: probed.sides,
    lab,
    async inCopy(tree, use) {
      const copy: Copy = await lab.copyOf(trees[tree])
      try {
        return await use(copy)
      } finally {
        await lab.discard(copy)
      }
    },
    reparse: (changed, before, after) => parse({ ...changed.file, before, after }, changed.language, syntax),
    purse: purseOf(probed.seconds),
  }
}

async function changedOf(file: PatchFile, syntax: Syntax): Promise<Changed | undefined> {
  const language = languageOf(file.path)
  // The probes know the node types of these alone: of other languages they could not say anything.
  if (language === undefined || !(isScript(language) || language === 'python')) return undefined
  if (file.after.length + (file.before?.length ?? 0) > longestText) return undefined
  return parse(file, language, syntax)
}

async function parse(file: PatchFile, language: Language, syntax: Syntax): Promise<Changed> {
  return {
    file,
    language,
    before: file.before === undefined ? undefined : await syntax.parse(language, file.before),
    after: await syntax.parse(language, file.after),
    hunks: hunksOf(file.before ?? '', file.after),
  }
}

export function purseOf(seconds: number): Purse {
  let [left, runs] = [seconds, mostRuns]
  return {
    affords: (expected) => runs > 0 && left >= expected,
    spend(spent) {
      left -= spent
      runs--
    },
  }
}
