import type { ChatMessage } from '../../ports.js'

/** A message as chat-completions endpoints take it. */
interface Spoken {
  readonly role: ChatMessage['role']
  readonly content: string
  readonly tool_calls?: readonly {
    readonly id: string
    readonly type: 'function'
    readonly function: { readonly name: string; readonly arguments: string }
  }[]
  readonly tool_call_id?: string
}

/** The conversation for an endpoint with or without a system role, with or without tools: nothing of it gets lost. */
export function inDialect(
  messages: readonly ChatMessage[],
  can: { readonly system: boolean; readonly tools: boolean },
): readonly Spoken[] {
  const plain = can.tools ? messages : withoutTools(messages)
  return (can.system ? plain : withoutSystem(plain)).map(spoken)
}

function spoken({ role, content, calls, answers }: ChatMessage): Spoken {
  return {
    role,
    content,
    ...(calls === undefined || calls.length === 0
      ? {}
      : {
          tool_calls: calls.map(({ id, name, input }) => ({
            id,
            type: 'function' as const,
            function: { name, arguments: input },
          })),
        }),
    ...(answers === undefined ? {} : { tool_call_id: answers }),
  }
}

/** The rules stand before the first question instead. */
function withoutSystem(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const rules = messages.filter(({ role }) => role === 'system').map(({ content }) => content)
  const others = messages.filter(({ role }) => role !== 'system')
  const [first, ...rest] = others
  if (first === undefined) return [{ role: 'user', content: rules.join('\n\n') }]
  return [{ ...first, content: [...rules, first.content].join('\n\n') }, ...rest]
}

/** Calls become the text that asks for the same, their answers what the user says next. */
function withoutTools(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const plain: ChatMessage[] = []
  for (const { role, content, calls = [] } of messages) {
    const last = plain.at(-1)
    if (role === 'tool' && last?.role === 'user') plain[plain.length - 1] = join(last, content)
    else if (role === 'tool') plain.push({ role: 'user', content })
    else plain.push({ role, content: [content, ...calls.map(({ name, input }) => `ASK: ${name} ${input}`)].join('\n') })
  }
  return plain
}

function join(message: ChatMessage, more: string): ChatMessage {
  return { ...message, content: `${message.content}\n\n${more}` }
}
