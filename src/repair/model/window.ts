import { estimateTokens } from './tokens.js'

/** A prompt that fits: characters for the evidence, tokens for the answer. */
export interface Shorter {
  readonly room: number
  readonly wantedTokens: number
}

/** What is asked of a shorter prompt: the present evidence's characters, the fixed text, the answer, the endpoint's sentence. */
export interface TooLong {
  readonly said: string
  readonly evidenceCharacters: number
  readonly fixedText: string
  readonly wantedTokens: number
}

/** Below this there is nothing to work from; the endpoint may then refuse once more, and the run says so. */
export const leastRoom = 400
/** Denser than the estimate of tokens: it was wrong once, or nobody would have refused. */
const charactersPerToken = 3
/** Headings and boundary lines around the parts. */
const framing = 300

/** The rule by which a prompt shrinks: into the window where the endpoint names it, else to half. */
export function shorter(long: TooLong): Shorter {
  const window = windowIn(long.said)
  if (window === undefined) {
    return {
      room: Math.max(leastRoom, Math.floor(long.evidenceCharacters / 2)),
      wantedTokens: Math.ceil(long.wantedTokens / 2),
    }
  }
  const wantedTokens = Math.min(long.wantedTokens, Math.floor(window / 4))
  const left = window - wantedTokens - estimateTokens(long.fixedText) - framing
  const room = Math.min(left * charactersPerToken, long.evidenceCharacters * 0.75)
  return { room: Math.max(leastRoom, Math.floor(room)), wantedTokens }
}

/** The window's size in tokens, as providers write it into their refusals. */
export function windowIn(said: string): number | undefined {
  const text = said.slice(0, 1000)
  const match =
    /context[ _](?:length|window|size)[^0-9]{0,40}([0-9][0-9,]{2,9})/i.exec(text) ??
    /n_ctx[^0-9]{0,20}([0-9]{3,8})/i.exec(text) ??
    /> ?([0-9]{3,8}) maximum/i.exec(text) ??
    /maximum number of tokens allowed ?\(?([0-9]{3,8})/i.exec(text)
  return match?.[1] === undefined ? undefined : Number(match[1].replaceAll(',', ''))
}
