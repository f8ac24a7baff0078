import type { Alternative, CulpritFile, PatchFile } from '../../domain.js'
import { type Asker, behavioursOf, type Seen } from './behaviours.js'
import { type Apart, choose } from './choose.js'
import { loosensComparison } from './loosens.js'
import { restoresText } from './restores.js'
import type { Survivor } from './survivor.js'

export interface Picked {
  readonly index: number
  readonly alternatives: readonly Alternative[]
  /** What was compared, and what decided: a line for the log. */
  readonly said: string
}

/** What is known of the time before the failure. */
export interface Past {
  readonly files: readonly CulpritFile[]
  /** The file that the rivals change, with the culprit's part taken back. */
  readonly old: readonly PatchFile[]
}

/** More than these nobody reads. */
const mostAlternatives = 3

/** Which of several changes that pass every test is the likeliest, and which of the others do something else. */
export async function pick(asker: Asker, survivors: readonly Survivor[], past: Past): Promise<Picked> {
  const patches = survivors.map((one) => one.patch)
  const path = patches[0]?.files[0]?.path
  const known = await behavioursOf(
    asker,
    patches,
    past.old.find((file) => file.path === path),
  )
  const rivals = patches.map((patch) => ({
    restores: restoresText(patch, past.files),
    loosens: loosensComparison(patch),
  }))
  const compared = 'why' in known ? undefined : known
  const choice = choose(rivals, compared)
  const alternatives = choice.others
    .slice(0, mostAlternatives)
    .flatMap(({ index, apart }) => alternativeOf(survivors[index], apart))
  const how =
    'why' in known
      ? `their behaviour was not compared (${known.why})`
      : `${counted(known.rivals[0]?.size ?? 0, 'input')}, ${counted(choice.clusters, 'behaviour')}`
  const said = `${survivors.length} candidates pass: ${how}; number ${choice.index + 1} is taken: ${choice.why}`
  return { index: choice.index, alternatives, said }
}

function alternativeOf(survivor: Survivor | undefined, apart: Apart): readonly Alternative[] {
  if (survivor === undefined) return []
  const { strategy, by, explanation } = survivor.trial.candidate
  const { name, input } = apart.chosen
  const call = `${name.slice(0, 80)}(${input.slice(0, 200).replace(/^\[(.*)\]$/, '$1')})`
  const told = { call, fix: worded(apart.chosen, apart.other), alternative: worded(apart.other, apart.chosen) }
  return [{ strategy, by, explanation, diff: survivor.diff, apart: told }]
}

/** What a call gives; what it leaves of its arguments only where that alone differs. */
function worded({ outcome: { how, shown } }: Seen, other: Seen): string {
  if (how === 'hang') return 'no end'
  if (how === 'error') return `${shown.slice(0, 80)} is thrown`
  const isTold = other.outcome.how !== 'value' || resultOf(shown) !== resultOf(other.outcome.shown)
  return (isTold ? resultOf(shown) : shown).slice(0, 120)
}

function resultOf(shown: string): string {
  return shown.split(' | ')[0] ?? shown
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`
}
