import type { Culprit } from '../../domain.js'
import { openProject } from '../../evidence/project.js'
import type { Library } from '../../repair/model/repairer.js'
import type { Base } from '../base.js'
import type { World } from '../world.js'

/** Longer diffs are merges of many things: their beginning is as good as all of it. */
const longestDiff = 16_000

/** The base commit for a model to read in: git objects alone, every text redacted before it is cut. */
export async function openLibrary(world: World, base: Base, culpritOf: () => Culprit | undefined): Promise<Library> {
  const { repository, commit, files } = base
  const { redact } = world.redactor
  const project = await openProject(repository, commit, files, world.syntax)
  return {
    files,
    async text(path) {
      const text = await project.text(path)
      return text === undefined ? undefined : redact(text)
    },
    async definitions(path) {
      const parsed = await project.parsed(path)
      return parsed?.definitions.map(({ name, whole }) => ({ name, firstLine: whole.line, lastLine: whole.lastLine }))
    },
    async culprit() {
      const culprit = culpritOf()
      if (culprit === undefined) return undefined
      const [own, parent] = await repository.log(culprit.commit, 2)
      if (own === undefined || parent === undefined) return undefined
      return redact(await repository.diff(parent.id, own.id)).slice(0, longestDiff)
    },
  }
}
