import { BrokenWorld } from '../../domain.js'
import type { ChatReply, ChatWishes } from '../../ports.js'
import type { Asker } from './ask.js'
import type { Limit } from './budget.js'
import { packEvidence } from './pack.js'
import { renderSection } from './prompt.js'
import type { Setting } from './setting.js'
import { createTalk, type Talk } from './talk.js'
import { usage } from './wanted.js'
import { shorter } from './window.js'

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
  const characters = open(Number.POSITIVE_INFINITY)
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
        const asked = await asker.ask(talk.messages(), wantedTokens, wishes)
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

function windowTooSmall(): BrokenWorld {
  return new BrokenWorld(
    'error-model',
    "the model's context window is too small, also for the shortened evidence",
    'choose a model with a larger context window; nothing was changed',
  )
}
