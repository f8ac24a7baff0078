import type { ChatMessage, ChatReply, ToolCall } from '../../ports.js'
import { linesUpTo } from './cut.js'

/** Full exchanges on edits that are sent again; what was learnt in older ones is named in the trials anyway. */
const keptExchanges = 3
/** Characters of what was read that are sent again, the newest first: code that was asked for is needed until the edit. */
const keptReading = { usual: 48_000, short: 8000 } as const
/** A broken answer is sent back in part: enough for the model to see what it did. */
const longestAnswer = 6000

type Said = Pick<ChatReply, 'content' | 'calls'>

interface Exchange {
  readonly messages: readonly ChatMessage[]
  readonly isReading: boolean
  readonly summary: string
}

/** A conversation that stays short: the first turn, and the newest exchanges. All text leaves through `redact`, once. */
export interface Talk {
  /** `first` replaces the first turn, for a smaller window. */
  open(system: string, first: string): void
  /** Adds the model's answer and what is said to it; `summary` stands for both once they are left out. */
  add(said: Said, reply: string, summary: string): void
  /** Adds questions and one answer to each. */
  addReading(said: Said, answers: readonly string[], summary: string): void
  /** Keeps only the newest exchange. */
  shorten(): void
  messages(): readonly ChatMessage[]
}

export function createTalk(redact: (text: string) => string): Talk {
  let opening: readonly [string, string] = ['', '']
  let exchanges: readonly Exchange[] = []
  let kept = keptExchanges
  let reading: number = keptReading.usual
  const push = (said: Said, replies: readonly string[], isReading: boolean, summary: string): void => {
    exchanges = [...exchanges, { messages: messagesOf(said, replies, redact), isReading, summary }]
  }
  return {
    open(system, first) {
      opening = [redact(system), redact(first)]
    },
    add: (said, reply, summary) => push(said, [reply], false, summary),
    addReading: (said, answers, summary) => push(said, answers, true, summary),
    shorten() {
      kept = 1
      reading = keptReading.short
    },
    messages() {
      const [system, first] = opening
      const stays = newest(exchanges, kept, reading)
      const left = exchanges.flatMap((each, index) =>
        stays.has(each) ? [] : [`- answer ${index + 1}: ${each.summary}`],
      )
      const past = left.length === 0 ? '' : `\n\nYour earlier answers, left out here:\n${left.join('\n')}`
      return [
        { role: 'system', content: system },
        { role: 'user', content: `${first}${past}` },
        ...exchanges.filter((each) => stays.has(each)).flatMap(({ messages }) => messages),
      ]
    },
  }
}

function newest(exchanges: readonly Exchange[], edits: number, characters: number): ReadonlySet<Exchange> {
  const stays = new Set<Exchange>()
  let editsLeft = edits
  let left = characters
  for (const each of exchanges.toReversed()) {
    const size = each.messages.reduce((sum, { content }) => sum + content.length, 0)
    if (each.isReading ? left > 0 : editsLeft > 0) stays.add(each)
    if (each.isReading) left -= size
    else editsLeft--
  }
  return stays
}

/** Every call of a tool wants its own answer; what is said beside them goes to the first. */
function messagesOf(said: Said, replies: readonly string[], redact: (text: string) => string): ChatMessage[] {
  const content = redact(linesUpTo(said.content, longestAnswer))
  const { calls = [] } = said
  if (calls.length === 0) {
    return [
      // Some endpoints refuse an empty message.
      { role: 'assistant', content: content === '' ? '(empty)' : content },
      { role: 'user', content: redact(replies.join('\n\n')) },
    ]
  }
  const answers = calls.map(({ id }, index): ChatMessage => {
    return { role: 'tool', answers: id, content: redact(replies[index] ?? 'Not used: see the first answer.') }
  })
  return [{ role: 'assistant', content, calls: calls.map((call) => clean(call, redact)) }, ...answers]
}

/** What is sent back must be JSON, whatever came: some endpoints parse it again. */
function clean({ id, name, input }: ToolCall, redact: (text: string) => string): ToolCall {
  const safe = redact(input)
  return { id, name, input: isJson(safe) ? safe : '{}' }
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
