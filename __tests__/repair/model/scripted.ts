import type { Candidate, Evidence, Failure, Trial, VerdictName } from '../../../src/domain.js'
import type { ChatMessage, ChatReply, ChatWishes, Model } from '../../../src/ports.js'
import {
  createModelRepairer,
  type ModelRepairer,
  type ModelRepairerOptions,
} from '../../../src/repair/model/repairer.js'
import { repoPath } from '../../../src/repo-path.js'

export interface Call {
  readonly messages: readonly ChatMessage[]
  readonly maxOutputTokens: number
  readonly wishes?: ChatWishes | undefined
}

export type Script = readonly (string | Partial<ChatReply> | Error | ((call: Call) => Partial<ChatReply>))[]

/** A model that plays a script; after its end it goes on with the last line. */
export function scripted(script: Script, name = 'gpt-5-mini'): Model & { readonly calls: Call[] } {
  const calls: Call[] = []
  return {
    name,
    calls,
    async complete(messages, maxOutputTokens, wishes) {
      const call = { messages, maxOutputTokens, wishes }
      calls.push(call)
      const line = script[Math.min(calls.length, script.length) - 1] ?? ''
      if (line instanceof Error) throw line
      const said = typeof line === 'string' ? { content: line } : typeof line === 'function' ? line(call) : line
      return { content: '', tokensIn: 0, tokensOut: 0, finish: 'stop', ...said }
    },
  }
}

export function path(text: string) {
  const result = repoPath(text)
  if ('refused' in result) throw new Error(result.refused)
  return result.path
}

const failure: Failure = {
  kind: 'test',
  title: 'total > of an empty cart',
  message: "Cannot read properties of undefined (reading 'price')",
  detail: "TypeError: Cannot read properties of undefined (reading 'price')\n    at total (src/cart.js:3:10)",
  exception: 'TypeError',
  test: { suite: 'total', name: 'of an empty cart', file: 'test/cart.test.js' },
  location: { file: 'src/cart.js', line: 3 },
  frames: [{ file: 'src/cart.js', line: 3, column: 10, function: 'total', inRepository: true }],
  sourceLines: [1, 2],
  fingerprint: 'abcdefabcdef',
  source: 'junit.xml',
  occurrences: { count: 1, spike: false },
}

export const source = 'export function total(items) {\n  const first = items[0]\n  return first.price\n}\n'

export function evidence(fields: Partial<Evidence> = {}): Evidence {
  return {
    failure,
    suspects: [],
    sources: [{ path: path('src/cart.js'), language: 'javascript', text: source }],
    excerpts: [{ path: path('src/cart.js'), firstLine: 1, text: source, why: 'stack frame' }],
    output: 'not ok 1 - of an empty cart\nError at 10:32:01',
    instructions: 'Use early returns.',
    cut: [],
    files: [path('src/cart.js'), path('src/lib/price.js'), path('test/cart.test.js')],
    ...fields,
  }
}

export const answer = (search: string, replace: string, file = 'src/cart.js'): string =>
  `The first item may be missing.\n\nPATH: ${file}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\nREASON: an empty cart has no first item\nCONFIDENCE: 0.9`

export const boundary = 'b0undary4711'

export function repairerOf(model: Model, options: Partial<ModelRepairerOptions> = {}): ModelRepairer {
  const startedAt = new Date('2026-01-01T00:00:00Z')
  return createModelRepairer({
    model,
    budget: { maxTokens: 400_000, maxCost: 2, maxMinutes: 30, startedAt, now: () => startedAt },
    redact: (text) => text,
    boundary: () => boundary,
    ...options,
  })
}

export interface Told {
  readonly verdict: VerdictName
  readonly why?: string
  readonly output?: string
}

/** Runs a repairer as the journey does: every candidate is tried, and its verdict stands in the list before the next is asked for. */
export async function run(
  repairer: ModelRepairer,
  judge: (candidate: Candidate, index: number) => Told,
  about: Evidence = evidence(),
  trials: Trial[] = [],
): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = []
  for await (const candidate of repairer.propose(about, trials)) {
    candidates.push(candidate)
    const { verdict, why = 'a reason', output = '' } = judge(candidate, candidates.length - 1)
    trials.push({ candidate, verdict: { verdict, why, output }, diff: '', seconds: 0 })
  }
  return candidates
}

export const lastPrompt = (call: Call | undefined): string => call?.messages.at(-1)?.content ?? ''
export const wholePrompt = (call: Call | undefined): string =>
  (call?.messages ?? []).map(({ content }) => content).join('\n')
