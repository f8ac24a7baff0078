import { openGrammars } from '../../../src/adapters/grammars.js'
import type { RepoPath } from '../../../src/domain.js'
import { openSyntax } from '../../../src/syntax/open.js'
import type { CheckRun } from '../../../src/trial/lab/lab.js'
import type { Subject } from '../../../src/trial/probes/probe.js'
import { subjectOf } from '../../../src/trial/probes/subject.js'
import { type Call, checkRun, failureOf, fakeLab } from '../fake-lab.js'

export const syntax = openSyntax(openGrammars())

/** A patch of one file, as probes see it; runs answer as the script says, green where it says nothing. */
export async function subjectFor(
  path: string,
  before: string | undefined,
  after: string,
  more: Partial<Subject> & { readonly script?: (call: Call, time: number) => CheckRun | undefined } = {},
): Promise<Subject> {
  const { script, ...own } = more
  const subject = await subjectOf({
    patch: { files: [{ path: path as RepoPath, before, after }] },
    failure: failureOf(),
    target: undefined,
    testText: '',
    sides: { base: [checkRun({ a: 'failed' })], after: [checkRun({ a: 'passed' })] },
    lab: fakeLab((call, time) => script?.(call, time) ?? checkRun({ a: 'passed' })),
    trees: { base: 'base', fixed: 'fixed' },
    syntax,
    seconds: 60,
  })
  return { ...subject, ...own }
}
