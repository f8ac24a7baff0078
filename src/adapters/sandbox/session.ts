import type { Readable, Writable } from 'node:stream'
import type { Session } from '../../ports.js'

/** A line is a short answer of our own server: whoever says more than this is not it. */
const longestLine = 64 * 1024
/** What nobody asked for is not kept without end. */
const mostWaiting = 1000

/** The ends of a running command. */
export interface Spoken {
  readonly input: Writable
  readonly output: Readable
  /** Settles once the command and all that it started are gone. */
  readonly ended: Promise<void>
  kill(): void
}

/** Lines to and from a running command. */
export function sessionWith({ input, output, ended, kill }: Spoken): Session {
  const lines: string[] = []
  let rest = ''
  let isOver = false
  let wake = (): void => {}
  // What is written to a command that has ended is lost, and `receive` says so.
  input.on('error', () => {})
  output.setEncoding('utf8')
  output.on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = (parts.pop() ?? '').slice(0, longestLine)
    for (const line of parts) if (lines.length < mostWaiting) lines.push(line.slice(0, longestLine))
    wake()
  })
  const over = (): void => {
    isOver = true
    wake()
  }
  output.on('end', over)
  output.on('close', over)
  void ended.then(over)
  const next = (): { readonly line: string } | 'ended' | undefined => {
    const line = lines.shift()
    if (line !== undefined) return { line }
    return isOver ? 'ended' : undefined
  }
  return {
    send(line) {
      if (!isOver) input.write(`${line.replaceAll('\n', ' ')}\n`)
    },
    receive(seconds) {
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle('late'), seconds * 1000)
        const settle = (said: { readonly line: string } | 'late' | 'ended'): void => {
          clearTimeout(timer)
          wake = () => {}
          resolve(said)
        }
        wake = () => {
          const said = next()
          if (said !== undefined) settle(said)
        }
        wake()
      })
    },
    async close() {
      kill()
      await ended
    },
  }
}
