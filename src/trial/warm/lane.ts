import type { Patch, Reading } from '../../domain.js'
import type { Scratch, Session } from '../../ports.js'
import { type CheckRun, judgeRun } from '../lab/check-run.js'
import { askServer } from './session.js'
import type { WarmRunner } from './warm-runner.js'

/** A runner that stays, with a copy of the project of its own. One run at a time. */
export interface WarmLane {
  /** Nothing of one run is there in the next. */
  readonly isolates: boolean
  /**
   * Runs the selection on the copy with the patch, and takes the patch out again. Undefined where the runner said
   * nothing: it starts anew with the next run.
   */
  run(patch: Patch, limitSeconds: number): Promise<CheckRun | undefined>
  /** Ends the runner; the next run starts a new one. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface LaneParts {
  readonly server: WarmRunner
  readonly scratch: Scratch
  readonly root: string
  /** Undefined where this command cannot be kept warm. */
  start(folder: string): Promise<Session | undefined>
  read(report: string): Reading
  write(patch: Patch, undo?: 'undo'): Promise<void>
  counted(): void
}

/** One or a few tests; what is larger is no answer. */
const reportLimit = 8 * 1024 * 1024

interface Running {
  readonly session: Session
  readonly folder: string
  asked: number
}

/** Undefined where the command cannot be kept warm. */
export async function openWarmLane(parts: LaneParts): Promise<WarmLane | undefined> {
  const { scratch } = parts
  let running = await begin(parts)
  if (running === undefined) return undefined

  async function restart(): Promise<void> {
    const old = running
    running = undefined
    if (old === undefined) return
    await old.session.close()
    await scratch.remove(old.folder)
  }

  async function ask(changed: readonly string[], limit: number): Promise<CheckRun | undefined> {
    running ??= await begin(parts)
    if (running === undefined) return undefined
    const { session, folder } = running
    parts.counted()
    const answer = await askServer(session, { limit, changed }, running.asked++ === 0)
    if (answer === undefined || answer === 'late') {
      await restart()
      return answer === 'late' ? cutOff(parts.read(''), limit) : undefined
    }
    const report = await textOf(scratch, `${folder}/report`)
    const output = (await textOf(scratch, `${folder}/output`)) ?? ''
    if (answer.tired) await restart()
    return judgeRun({ ...answer, output }, parts.read(report ?? output), true, report !== undefined)
  }

  return {
    isolates: parts.server.isolates,
    async run(patch, limitSeconds) {
      await parts.write(patch)
      try {
        return await ask(
          patch.files.map((file) => file.path),
          limitSeconds,
        )
      } finally {
        await parts.write(patch, 'undo')
      }
    },
    restart,
    async close() {
      await restart()
      await scratch.remove(parts.root)
    },
  }
}

async function begin(parts: LaneParts): Promise<Running | undefined> {
  const folder = await parts.scratch.directory('warm')
  for (const [name, text] of Object.entries(parts.server.files))
    await parts.scratch.writeFile(`${folder}/${name}`, text)
  const session = await parts.start(folder)
  return session === undefined ? undefined : { session, folder, asked: 0 }
}

async function textOf(scratch: Scratch, file: string): Promise<string | undefined> {
  const bytes = await scratch.readFile(file, reportLimit)
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8')
}

function cutOff(reading: Reading, limit: number): CheckRun {
  return judgeRun({ exit: 124, timedOut: true, seconds: limit, output: '' }, reading, true, false)
}
