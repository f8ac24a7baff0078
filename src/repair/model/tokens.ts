import type { ChatMessage, ChatReply } from '../../ports.js'

/** English and code come to about 4 characters a token; 3.5 errs on the side of the budget. */
const asciiCharactersPerToken = 3.5
/** Other scripts and emoji take up to one token for every 2 bytes of UTF-8. */
const otherBytesPerToken = 2
/** Role and separators that chat templates put around each message. */
const tokensPerMessage = 8

/** A pessimistic count of a text's tokens, for any tokenizer. */
export function estimateTokens(text: string): number {
  const bytes = Buffer.byteLength(text)
  let ascii = 0
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 0x80) ascii++
  return Math.ceil(ascii / asciiCharactersPerToken + (bytes - ascii) / otherBytesPerToken)
}

export function estimateMessages(messages: readonly ChatMessage[]): number {
  return messages.reduce(
    (sum, { content, calls = [] }) => sum + tokensPerMessage + estimateReply({ content, calls }),
    0,
  )
}

/** An answer with the calls of tools that it makes. */
export function estimateReply({ content, calls = [] }: Pick<ChatReply, 'content' | 'calls'>): number {
  return calls.reduce((sum, { name, input }) => sum + estimateTokens(`${name} ${input}`), estimateTokens(content))
}
