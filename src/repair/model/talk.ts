import type { ChatMessage } from '../../ports.js'
import { linesUpTo } from './cut.js'

/** Full exchanges that are sent again; what was learnt in older ones is named in the trials anyway. */
const keptExchanges = 3
/** A broken answer is sent back in part: enough for the model to see what it did. */
const longestAnswer = 6000

interface Exchange {
  readonly answer: string
  readonly reply: string
  readonly summary: string
}

/** A conversation that stays short: the first turn, and the newest exchanges. All text leaves through `redact`, once. */
export interface Talk {
  /** `first` replaces the first turn, for a smaller window. */
  open(system: string, first: string): void
  /** Adds the model's answer and what is said to it; `summary` stands for both once they are left out. */
  add(answer: string, reply: string, summary: string): void
  /** Keeps only the newest exchange. */
  shorten(): void
  messages(): readonly ChatMessage[]
}

export function createTalk(redact: (text: string) => string): Talk {
  let opening: readonly [string, string] = ['', '']
  let exchanges: readonly Exchange[] = []
  let kept = keptExchanges
  return {
    open(system, first) {
      opening = [redact(system), redact(first)]
    },
    add(answer, reply, summary) {
      exchanges = [...exchanges, { answer: redact(linesUpTo(answer, longestAnswer)), reply: redact(reply), summary }]
    },
    shorten() {
      kept = 1
    },
    messages() {
      const [system, first] = opening
      const left = exchanges.slice(0, -kept).map((exchange, index) => `- answer ${index + 1}: ${exchange.summary}`)
      const past = left.length === 0 ? '' : `\n\nYour earlier answers, left out here:\n${left.join('\n')}`
      return [
        { role: 'system', content: system },
        { role: 'user', content: `${first}${past}` },
        ...exchanges.slice(-kept).flatMap(({ answer, reply }): ChatMessage[] => [
          // Some endpoints refuse an empty message.
          { role: 'assistant', content: answer === '' ? '(empty)' : answer },
          { role: 'user', content: reply },
        ]),
      ]
    },
  }
}
