import type { Evidence, Trial } from '../../domain.js'
import { stripInvisible } from '../../safe-text/visible.js'
import { headAndTail } from './cut.js'
import type { Frame } from './frame.js'
import type { Library } from './reads/read.js'
import type { Wanted } from './wanted.js'

/** One answer: a long function, or a screen of matches. */
const longestAnswer = 8000
/** All answers of one conversation together: some 16,000 tokens, more than the first turn holds. */
const mostCharacters = 56_000
/** Turns that may be spent on reading; who has read this often and has no idea will not get one. */
const mostTurns = 10
const mostAtOnce = 6

/** Where a model's questions are answered, until what may be read is read. */
export interface Desk {
  readonly isOpen: boolean
  /** One text for each question, framed, in their order; counts as one turn. */
  answer(wanted: readonly Wanted[]): Promise<readonly string[]>
}

export function openDesk(
  library: Library | undefined,
  about: { readonly evidence: Evidence; readonly trials: readonly Trial[]; readonly frame: Frame },
): Desk {
  let left = mostCharacters
  let turns = 0
  const near = [
    ...new Set([...about.evidence.sources.map(({ path }) => path), ...about.evidence.suspects.map(({ file }) => file)]),
  ]
  return {
    get isOpen() {
      return library !== undefined && turns < mostTurns && left > 0
    },
    async answer(wanted) {
      turns++
      const answers: string[] = []
      for (const [index, each] of wanted.entries()) {
        const text = index < mostAtOnce ? await answerOf(each) : `not answered: at most ${mostAtOnce} questions at once`
        left -= text.length
        answers.push(
          about.frame.block(`answer to ${stripInvisible(each.said).slice(0, 120).replaceAll(']]', '')}`, text),
        )
      }
      return answers
    },
  }

  async function answerOf(wanted: Wanted): Promise<string> {
    if (wanted.kind === 'unclear') return wanted.why
    if (library === undefined || left <= 0) return 'not answered: enough was read; answer now, or decline'
    const text = await wanted.read.answer(wanted.given, { library, trials: about.trials, near })
    return headAndTail(text, Math.max(400, Math.min(longestAnswer, left)))
  }
}
