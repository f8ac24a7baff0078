import { serverFiles } from '../../trial/warm/servers.generated.js'
import type { ProjectProposal, ProjectRule } from './project-rule.js'

/** Reading a large program takes the compiler half a minute; each fix that is tried some seconds more. */
const timeoutSeconds = 240

/**
 * Errors of the TypeScript compiler with an obvious repair: code fixes of the project's own TypeScript, asked through its
 * language service in the sandbox, of the kinds that leave no doubt (a misspelt name, a missing import or `await`, a
 * type-only import, an unused one, a wrong path of a module, `?.` where a value may be missing), and only where the
 * compiler then has fewer errors and no new one. Beneath TypeScript 7 only: later ones have no such service.
 */
export const typeError: ProjectRule = {
  name: 'type-error',
  works: 'TypeScript',
  async *propose({ check, workingDirectory, run, say, files }) {
    if (check?.tool !== 'tsc') return
    const config = configOf(check.words)
    const { answer, output } = await run({
      inputs: { 'fixes.cjs': serverFiles['ts-fixes.cjs'] },
      command: (outbox) => `node ${outbox}/fixes.cjs ${outbox}/answer ${config === undefined ? '' : `'${config}'`}`,
      timeoutSeconds,
    })
    const read = answerIn(answer)
    if ('why' in read) {
      say(`TypeScript's code fixes could not be asked: ${read.why || output.trim().slice(-200)}`)
      return
    }
    const tracked = new Set<string>(files)
    for (const { texts, fixes } of read.variants) {
      const placed = new Map([...texts].map(([path, text]) => [`${workingDirectory}${path}`, text]))
      // What the compiler reads and git does not know is not ours to write.
      if ([...placed.keys()].every((path) => tracked.has(path)))
        yield { texts: placed, explanation: `TypeScript's own repair: ${fixes.join('; ')}.` } satisfies ProjectProposal
    }
  },
}

/** `-p`, `--project`, `-b` or `--build` with its value, where it is a plain path. */
function configOf(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^(?:-p|--project|-b|--build)$/.test(word))
  const value = at === -1 ? undefined : words[at + 1]
  return value !== undefined && /^[\w@./-]+$/.test(value) && !value.startsWith('-') ? value : undefined
}

interface Variant {
  readonly texts: ReadonlyMap<string, string>
  readonly fixes: readonly string[]
}

/** The answer was made beside code of the project: its shape is looked at, and its edits are tried like any other. */
function answerIn(answer: string | undefined): { readonly variants: readonly Variant[] } | { readonly why: string } {
  try {
    const read: unknown = JSON.parse(answer ?? '')
    if (!isRecord(read)) return { why: '' }
    if (typeof read['why'] === 'string') return { why: read['why'].slice(0, 300) }
    const variants = Array.isArray(read['variants']) ? read['variants'] : []
    return { variants: variants.filter(isRecord).map(variantOf) }
  } catch {
    return { why: '' }
  }
}

function variantOf(from: Record<string, unknown>): Variant {
  const files = isRecord(from['files']) ? Object.entries(from['files']) : []
  const fixes = Array.isArray(from['fixes']) ? from['fixes'] : []
  return {
    texts: new Map(files.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    fixes: fixes.map((fix) => String(fix).slice(0, 200)).slice(0, 20),
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
