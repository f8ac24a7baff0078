/** Commands that prove nothing, because their exit code never tells of a test that fails. */
import { isPreparation, neverTells } from './never-tells.js'
import type { ProjectFiles } from './project-files.js'
import { commandsIn, listCanFail } from './shell-list.js'
import { wrapped } from './wrapped.js'

/** Scripts within scripts; more than these are not meant to be read by anyone. */
const deepest = 5
/** Commands that are followed in all: scripts may call each other, or themselves, many times. */
const mostFollowed = 200

/**
 * Where a command loses the exit code of the tests: in itself, or in a script, recipe or setting that it leads to.
 * @returns the place and what stands there, in a line; undefined where it may fail
 */
export async function whereProofIsLost(
  command: string,
  project: ProjectFiles,
  place?: string,
  depth = deepest,
  left = { commands: mostFollowed },
): Promise<string | undefined> {
  const lost = new Map<string, string>()
  for (const each of depth === 0 ? [] : new Set(commandsIn(command).slice(0, 50))) {
    if (left.commands-- <= 0) break
    const inner = await wrapped(each, project)
    if (inner === undefined) continue
    const where =
      inner.refused ?? (inner.text && (await whereProofIsLost(inner.text, project, inner.place, depth - 1, left)))
    if (where !== undefined) lost.set(each, 'refused' in inner ? `${inner.place}: ${where}` : where)
  }
  if (!isProofless(command, (each) => lost.has(each))) return undefined
  return (
    [...lost.values()][0] ??
    `${place === undefined ? '' : `${place}: `}${command.replace(/\s+/g, ' ').trim().slice(0, 100)}`
  )
}

/** What only prepares may fail, and says nothing of the tests; where nothing else runs, it is what is proven. */
function isProofless(text: string, isLost: (command: string) => boolean): boolean {
  const tells = (command: string): boolean => !neverTells(command) && !isLost(command)
  if (!listCanFail(text, tells)) return true
  const hides = commandsIn(text).some((each) => !isPreparation(each) && !isConstant(each))
  return hides && !listCanFail(text, (command) => tells(command) && !isPreparation(command))
}

function isConstant(command: string): boolean {
  return /^(?:true|false|:|echo|printf|exit|wait|sleep|tee|cat)\b/.test(command) || command === ':'
}
