import type { ChatMessage, ChatReply, Log, Model, Tracer } from '../ports.js'

/** Where nobody asked for a trace. */
export const noTracer: Tracer = { content: false, span: (_name, _attributes, body) => body(() => undefined) }

/** Every group of the log is a station of the journey. */
export function tracedLog(log: Log, tracer: Tracer): Log {
  return { ...log, group: (title, body) => log.group(title, () => tracer.span(title, {}, () => body())) }
}

/** A call of a model as the GenAI conventions name it. */
export function tracedModel(model: Model, tracer: Tracer, host: string): Model {
  return {
    name: model.name,
    complete(messages, maxOutputTokens, wishes) {
      const asked = {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': providerOf(host),
        'gen_ai.request.model': model.name,
        'gen_ai.request.max_tokens': maxOutputTokens,
        'server.address': host,
        ...(tracer.content ? { 'gen_ai.input.messages': JSON.stringify(messages.map(partsOf)) } : {}),
      }
      return tracer.span(`chat ${model.name}`, asked, async (add) => {
        const reply = await model.complete(messages, maxOutputTokens, wishes)
        add({
          'gen_ai.response.finish_reasons': [reply.finish],
          'gen_ai.usage.input_tokens': reply.tokensIn,
          'gen_ai.usage.output_tokens': reply.tokensOut,
          ...(tracer.content ? { 'gen_ai.output.messages': JSON.stringify([said(reply)]) } : {}),
        })
        return reply
      })
    },
  }
}

/** Well-known values of `gen_ai.provider.name`, by host. */
const providers: Readonly<Record<string, string>> = {
  'api.openai.com': 'openai',
  'api.anthropic.com': 'anthropic',
  'api.deepseek.com': 'deepseek',
  'api.groq.com': 'groq',
  'api.mistral.ai': 'mistral_ai',
  'api.x.ai': 'x_ai',
  'generativelanguage.googleapis.com': 'gcp.gemini',
}

/** The host itself where it has no well-known name. */
function providerOf(host: string): string {
  if (host.endsWith('.openai.azure.com')) return 'azure.ai.openai'
  return Object.hasOwn(providers, host) ? (providers[host] ?? host) : host
}

function partsOf({ role, content, calls = [], answers }: ChatMessage) {
  if (role === 'tool') return { role, parts: [{ type: 'tool_call_response', id: answers, response: content }] }
  return { role, parts: [{ type: 'text', content }, ...calls.map(callPart)] }
}

function said({ content, calls = [], finish }: ChatReply) {
  return {
    role: 'assistant',
    parts: [{ type: 'text', content }, ...calls.map(callPart)],
    finish_reason: finish,
  }
}

function callPart({ id, name, input }: NonNullable<ChatReply['calls']>[number]) {
  return { type: 'tool_call', id, name, arguments: input }
}
