import type { History } from '../../../src/ports.js'
import type { MemoryRepository } from './memory-repository.js'

/** The history of a repository in memory: one line, all of it there. */
export function memoryHistory(repository: MemoryRepository): History {
  const newestFirst = [...repository.commits].reverse()
  return {
    async line(from, limit, until) {
      const all = await repository.log(from, repository.commits.length)
      const end = until === undefined ? -1 : all.findIndex(({ id }) => id === until)
      const commits = (end < 0 ? all : all.slice(0, end)).slice(0, limit)
      const parentOf = (id: string) => newestFirst[newestFirst.indexOf(id) + 1]
      return {
        commits: commits.map((commit) => ({
          ...commit,
          parents: [parentOf(commit.id)].filter((id) => id !== undefined),
        })),
        isCutOff: false,
      }
    },
    deepen: async () => undefined,
    async blame(commit, path, firstLine) {
      const changes = await repository.log(commit, 1000, path)
      return firstLine > 0 ? changes.slice(0, 1).map(({ id }) => id) : []
    },
    tagBefore: async () => undefined,
  }
}
