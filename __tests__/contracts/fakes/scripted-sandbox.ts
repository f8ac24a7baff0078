import type { Sandbox, SandboxRequest, SandboxResult, Session } from '../../../src/ports.js'

/** What a command does: text for standard output, or more. */
export type ScriptedRun = string | Partial<SandboxResult>

export interface ScriptedSandbox extends Sandbox {
  /** Every request so far, oldest first. */
  readonly requests: readonly SandboxRequest[]
}

/** A sandbox that runs nothing: `script` answers for the commands. */
export function scriptedSandbox(
  script: (request: SandboxRequest, turn: number) => ScriptedRun,
  session: (line: string) => string | 'late' | 'ended' = () => 'ended',
): ScriptedSandbox {
  const requests: SandboxRequest[] = []
  return {
    rung: 'bwrap',
    network: 'none',
    requests,
    async start() {
      return scriptedSession(session)
    },
    async run(request) {
      if (!request.writable.some((root) => `${request.directory}/`.startsWith(`${root}/`))) {
        throw new Error(`${request.directory} is not inside a writable directory`)
      }
      requests.push(request)
      const answer = script(request, requests.length - 1)
      const said = typeof answer === 'string' ? { output: answer } : answer
      return { exit: 0, timedOut: false, output: '', cutBytes: 0, seconds: 0.01, ...said }
    },
  }
}

/** Answers each line by script, and is over once the script says so or it is closed. */
export function scriptedSession(script: (line: string) => string | 'late' | 'ended'): Session {
  const answers: string[] = []
  let isOver = false
  return {
    send(line) {
      if (!isOver) answers.push(script(line))
    },
    async receive() {
      const answer = isOver ? 'ended' : (answers.shift() ?? 'late')
      if (answer === 'ended') isOver = true
      return answer === 'ended' || answer === 'late' ? answer : { line: answer }
    },
    async close() {
      isOver = true
    },
  }
}
