import type { ParsedFile } from '../syntax/file.js'
import { calledNames, definitionsNamed, mentionedNames, type Place } from './calls.js'
import { commonnessOf } from './commonness.js'
import type { FailingTest } from './failing-test.js'
import type { ReachedFile } from './reach.js'

/** How far calls are followed from the test: a handler, its service, the service's own functions. */
const depth = 4
/** What a call further away is worth. */
const perCall = 0.8
/** A name that this many definitions bear may mean any of them. */
const ambiguous = 2

/** A definition that the test may run, and how suspicious that makes it. */
export interface Reached {
  readonly place: Place
  readonly score: number
  readonly why: string
}

/** Definitions that the test calls, those that they call, and so on; each once, as suspicious as its nearest call. */
export function callsFrom(test: FailingTest, near: readonly ReachedFile[]): readonly Reached[] {
  const files = near.map(({ file }) => file)
  const direct = near.filter(({ distance }) => distance === 1).map(({ file }) => file)
  const found = new Map<string, Reached>()
  let wave = firstWave(test, files, direct)
  for (let step = 0; step < depth; step++) {
    const next: Reached[] = []
    for (const one of wave) {
      const { file, definition } = one.place
      const key = `${file.path}:${definition.node.start}`
      if (found.has(key)) continue
      found.set(key, one)
      const calls = calledNames(file, definition.node)
      next.push(...called(files, calls, one.score * perCall, `called by ${definition.name || 'a function'}`))
    }
    wave = next
  }
  return [...found.values()]
}

function firstWave(test: FailingTest, files: readonly ParsedFile[], direct: readonly ParsedFile[]): readonly Reached[] {
  const kept = commonnessOf(test)
  const statement = test.statement === undefined ? [] : calledNames(test.file, test.statement)
  const wave = [
    ...called(files, statement, 0.7, 'called where the test failed', kept),
    ...called(files, calledNames(test.file, test.block), 0.65, 'called by the test', kept),
  ]
  if (wave.length > 0) return wave
  const mentioned = called(files, [...mentionedNames(test.file, test.block)], 0.55, 'mentioned by the test')
  if (mentioned.length > 0) return mentioned
  return called(direct, calledNames(test.file, test.file.tree.root), 0.5, 'called by the test file')
}

function called(
  files: readonly ParsedFile[],
  names: readonly string[],
  score: number,
  why: string,
  kept: (name: string) => number = () => 1,
): readonly Reached[] {
  return names.flatMap((name) => {
    const places = definitionsNamed(files, name)
    const share = places.length <= ambiguous ? 1 : 1 / (1 + 0.1 * (places.length - ambiguous))
    return places.map((place) => ({ place, score: score * share * kept(name), why }))
  })
}
