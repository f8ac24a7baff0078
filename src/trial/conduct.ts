import type { Failure, Flag, Patch } from '../domain.js'
import { conductRules } from './conduct/all.js'
import { changeOf } from './conduct-rule.js'
import type { Refusal } from './patch/policy.js'
import { suppressionOf } from './suppression.js'

/** What a failure tells of inputs and of wanted results. */
export function toldBy(failure: Failure | undefined): string {
  return failure === undefined ? '' : [failure.title, failure.message, failure.detail].join('\n')
}

/**
 * The rule that a patch breaks by gaming the tests, if it does.
 * @param failure what it is to mend: an answer written down is known only by the question
 */
export function cheatOf(patch: Patch, failure?: Failure): Refusal | undefined {
  const changes = patch.files.map(changeOf)
  const told = toldBy(failure)
  for (const change of changes) {
    for (const rule of conductRules) {
      const line = rule.cheat?.(change, told)
      if (line !== undefined) return { rule: rule.rule, why: `adds ${JSON.stringify(line.trim().slice(0, 120))}` }
    }
  }
  const rule = suppressionOf(changes)
  return rule === undefined ? undefined : { rule, why: 'the whole patch silences the error instead of mending it' }
}

/** Lines that a reviewer should look at, by rule. */
export function flagsOf(patch: Patch, failureText: string): Flag[] {
  const flags: Flag[] = []
  for (const change of patch.files.map(changeOf)) {
    for (const { rule, notice } of conductRules) {
      for (const line of notice?.(change, failureText) ?? [])
        flags.push({ rule, line: `${change.path}: ${line.trim().slice(0, 160)}` })
    }
  }
  return flags.slice(0, 20)
}
