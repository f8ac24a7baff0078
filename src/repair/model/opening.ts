import { BrokenWorld } from '../../domain.js'
import type { ChatMessage, ChatReply, ChatWishes } from '../../ports.js'
import type { Asker } from './ask.js'
import type { Limit } from './budget.js'
import { packEvidence } from './pack.js'
import { renderSection } from './prompt.js'
import { candidatesAtOnce, type Left } from './sampling.js'
import type { Setting } from './setting.js'
import { createTalk, type Talk } from './talk.js'
import { estimateMessages, estimateTokens } from './tokens.js'
import { offers, usage } from './wanted.js'
import { leastRoom, shorter } from './window.js'

/** A conversation that was opened with the evidence, and that shrinks once where it does not fit. */
export interface Opening {
  ask(
    wishes?: ChatWishes,
  ): Promise<{ readonly kind: 'reply'; readonly reply: ChatReply } | { readonly kind: 'budget'; readonly which: Limit }>
  readonly add: Talk['add']
  readonly addReading: Talk['addReading']
  /** The last answer was cut off: the next may be twice as long. */
  allowLonger(): void
}

/** Tokens of the first turn, rules and tools included: what is further from the failure than that is seldom its cause, and can be read. */
const firstTurn = 12_000
/** What is left out is named, which takes room again: a few tokens are kept for it, and more tries for a long list. */
const margin = 100
const mostTries = 4

/** Room for an edit and for what a reasoning model thinks before it. */
const usualAnswer = 8192
const longestAnswer = 32_768

const nothingToRead = 'There is nothing to read beside the evidence: answer from it, or decline.'

export function createOpening(setting: Setting, asker: Asker): Opening {
  const { prompt, frame, evidence, redact } = setting
  const talk = createTalk(redact)
  // Trials of this conversation come back turn by turn; those before it belong to the evidence.
  const before = [...setting.trials]
  const system = renderSection(prompt, 'system', {
    boundary: frame.boundary,
    reading: setting.library === undefined ? nothingToRead : renderSection(prompt, 'reading', { usage }),
  })
  const open = (room: number): number => {
    const packed = packEvidence(evidence, before, frame, room)
    talk.open(system, renderSection(prompt, 'first', packed))
    return Object.values(packed).reduce((sum, part) => sum + part.length, 0)
  }
  const besides = [prompt.sections.get('several') ?? '', setting.library === undefined ? '' : JSON.stringify(offers)]
  const besidesTokens = estimateTokens(besides.join(''))
  const characters = fitted(open, () => ({
    whole: estimateMessages(talk.messages()) + besidesTokens,
    fixed: estimateTokens(system) + besidesTokens,
  }))
  let wantedTokens = usualAnswer
  let shortened = false
  const shrink = (said: string, cause: string): void => {
    const fit = shorter({ said, evidenceCharacters: characters, fixedText: system, wantedTokens })
    wantedTokens = fit.wantedTokens
    shortened = true
    open(fit.room)
    talk.shorten()
    setting.note(`the evidence was shortened to ${fit.room} characters, because ${cause}`)
  }
  return {
    add: talk.add,
    addReading: talk.addReading,
    allowLonger() {
      wantedTokens = Math.min(wantedTokens * 2, longestAnswer)
    },
    async ask(wishes) {
      for (;;) {
        const messages = talk.messages()
        // Who could not write one answer that can be read is not asked for more.
        const asked = await asker.ask(
          wishes?.schema === undefined ? withTail(messages, severalOf(setting, asker.left(messages))) : messages,
          wantedTokens,
          wishes,
        )
        if (asked.kind === 'reply') return asked
        if (asked.kind === 'budget') {
          if (shortened || asked.which === 'max-minutes') return asked
          shrink('', `${asked.which} leaves too little for all of it`)
        } else {
          if (shortened) throw windowTooSmall()
          shrink(asked.said, "the model's context window is too small for all of it")
        }
      }
    },
  }
}

/** Opens with as much as the first turn may have, and says how many characters of evidence that is. */
function fitted(
  open: (room: number) => number,
  tokens: () => { readonly whole: number; readonly fixed: number },
): number {
  let characters = open(Number.POSITIVE_INFINITY)
  let room = characters
  for (let tries = 0; tries < mostTries; tries++) {
    const { whole, fixed } = tokens()
    if (whole <= firstTurn) break
    const charactersPerToken = characters / (whole - fixed)
    room = Math.max(leastRoom, Math.floor(room - (whole - firstTurn + margin) * charactersPerToken))
    characters = open(room)
  }
  return characters
}

/** The request for more than one answer; empty where the prompt has none, or the budget no room. */
function severalOf({ prompt, trials }: Setting, left: Left): string {
  const most = candidatesAtOnce(left, trials)
  return most === 1 || !prompt.sections.has('several') ? '' : renderSection(prompt, 'several', { most: String(most) })
}

/** Said with the newest message, and not again with it later: what is left changes from turn to turn. */
function withTail(messages: readonly ChatMessage[], tail: string): readonly ChatMessage[] {
  const last = messages.at(-1)
  if (tail === '' || last === undefined) return messages
  return [...messages.slice(0, -1), { ...last, content: `${last.content}\n\n${tail}` }]
}

function windowTooSmall(): BrokenWorld {
  return new BrokenWorld(
    'error-model',
    "the model's context window is too small, also for the shortened evidence",
    'choose a model with a larger context window; nothing was changed',
  )
}
