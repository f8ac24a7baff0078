import type { SandboxResult, Scratch } from '../../ports.js'
import type { Copies } from './copies.js'

/** Something that is run in a fresh copy for what it leaves behind, not for its exit code. */
export interface Errand {
  /** Shell text. `outbox` is an absolute path without blanks: inputs lie there, and the answer is left there. */
  command(outbox: string): string
  /** Files to put into the outbox, by name. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Repository paths to read back from the copy. */
  readonly files?: readonly string[]
  readonly timeoutSeconds: number
}

/** What an errand left; all of it is written by untrusted code. */
export interface Errands {
  readonly exit: number
  readonly timedOut: boolean
  readonly output: string
  /** By path; what is gone, no text or too large is not there. */
  readonly texts: ReadonlyMap<string, string>
  /** The outbox's file `answer`. */
  readonly answer: string | undefined
}

/** A source file of this size is no longer mended by people; the answers of our own scripts hold some of them. */
const largestFile = 2 * 1024 * 1024
const largestAnswer = 8 * 1024 * 1024

/** What running an errand takes. */
export interface ErrandRoom {
  readonly scratch: Scratch
  readonly copies: Pick<Copies, 'copyOf' | 'ready' | 'discard'>
  execute(
    root: string,
    command: string,
    environment: Record<string, string>,
    timeoutSeconds: number,
    outbox: string,
  ): Promise<SandboxResult>
  /** A command that finds the project's own programs first. */
  local(root: string, command: string): string
}

/** Runs an errand in a copy of its own, which is thrown away. */
export async function runErrand(room: ErrandRoom, tree: string, errand: Errand): Promise<Errands> {
  const { scratch, copies } = room
  const copy = await copies.copyOf(tree)
  const outbox = await scratch.directory('errand')
  try {
    await copies.ready(copy)
    for (const [name, text] of Object.entries(errand.inputs ?? {})) await scratch.writeFile(`${outbox}/${name}`, text)
    const command = room.local(copy.root, errand.command(outbox))
    const result = await room.execute(copy.root, command, {}, errand.timeoutSeconds, outbox)
    const texts = new Map<string, string>()
    for (const file of errand.files ?? []) {
      const text = await textAt(scratch, `${copy.root}/${file}`, largestFile)
      if (text !== undefined) texts.set(file, text)
    }
    const answer = await textAt(scratch, `${outbox}/answer`, largestAnswer)
    const { exit, timedOut, output } = result
    return { exit, timedOut, output, texts, answer }
  } finally {
    await scratch.remove(outbox)
    await copies.discard(copy)
  }
}

async function textAt(scratch: Scratch, path: string, limit: number): Promise<string | undefined> {
  const bytes = await scratch.readFile(path, limit)
  if (bytes === undefined || bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
