import { type CheckTool, saidBy } from '../check-tool.js'

/** TypeScript's compiler, asked for types alone or to build. */
export const tsc: CheckTool = {
  name: 'tsc',
  prints: (failure) => /\bTS\d{4,5}\b/.test(saidBy(failure)),
  starts: (words) => /^(?:tsc|vue-tsc)$/.test(words[0] ?? '') && !words.some((word) => /^(?:-w|--watch)$/.test(word)),
  async usual(project) {
    return project.has('tsconfig.json') ? 'tsc --noEmit' : undefined
  },
}
