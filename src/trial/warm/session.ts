import type { Session } from '../../ports.js'

/** A runner that stays, in a copy of its own. Nothing that it says is more than a hint. */
export interface WarmAnswer {
  readonly exit: number
  readonly timedOut: boolean
  readonly seconds: number
  /** It has grown, and should be started anew. */
  readonly tired: boolean
}

/** The first run reads the runner and the project's dependencies: it has the time of a plain start. */
export const startSeconds = 60
/** What the server needs beside the run itself, on a busy machine. */
const graceSeconds = 2

/**
 * One run. Undefined where the server is gone or says nothing that can be read; `late` where it does not end by
 * itself: both are the end of the session.
 */
export async function askServer(
  session: Session,
  request: { readonly limit: number; readonly changed: readonly string[] },
  isFirst: boolean,
): Promise<WarmAnswer | 'late' | undefined> {
  session.send(JSON.stringify(request))
  const said = await session.receive((isFirst ? startSeconds : 0) + request.limit + graceSeconds)
  if (said === 'late') return 'late'
  return said === 'ended' ? undefined : readAnswer(said.line)
}

function readAnswer(line: string): WarmAnswer | undefined {
  try {
    const answer: unknown = JSON.parse(line)
    if (typeof answer !== 'object' || answer === null) return undefined
    const { exit, timedOut, seconds, tired } = answer as Record<string, unknown>
    if (typeof exit !== 'number' || typeof timedOut !== 'boolean' || typeof seconds !== 'number') return undefined
    return { exit, timedOut, seconds, tired: tired === true }
  } catch {
    return undefined
  }
}
