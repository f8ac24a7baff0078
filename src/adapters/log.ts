import * as core from '@actions/core'
import type { Log } from '../ports.js'
import { frameLines } from '../safe-text/frame.js'

/** Where lines go: the runner's log with its groups, or a terminal. */
export function openLog(inWorkflow: boolean, redact: (text: string) => string, write: (line: string) => void): Log {
  const print = (text: string): void => write(ownLine(redact(text)))
  return {
    info: print,
    warning: (line) => (inWorkflow ? core.warning(ownLine(redact(line))) : print(`warning: ${line}`)),
    foreign(text) {
      for (const line of frameLines(redact(text))) write(line)
    },
    async group(title, body) {
      const safe = ownLine(redact(title))
      if (!inWorkflow) {
        write(`\n== ${safe}`)
        return body()
      }
      core.startGroup(safe)
      try {
        return await body()
      } finally {
        core.endGroup()
      }
    },
  }
}

/** A line of our own may quote foreign text: it stays one line, and the runner must find no command in it. */
function ownLine(text: string): string {
  const [framed = '| '] = frameLines(text.replace(/[\r\n\u2028\u2029]+/g, ' '))
  const bare = framed.slice(2)
  return bare.trimStart().startsWith('::') ? framed : bare
}
