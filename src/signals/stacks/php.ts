import type { RawFrame } from '../reader.js'
import type { StackLanguage } from './language.js'

const uncaught =
  /Uncaught ([\w\\]{1,200}): (.*) in (\/[^\s:]{1,1000}|[A-Z]:\\[^:]{1,1000}|[\w./-]{1,500}\.php):(\d{1,7})/
/** Rethrown: `Next LogicException: outer in /srv/b.php:4`. */
const next = /^(?:.{0,80}\] )?(?:PHP )?Next ([\w\\]{1,200}): (.*) in (\S{1,1000}):(\d{1,7})$/
const fatal = /PHP (?:Fatal|Parse) error: {1,2}(?!Uncaught)(.*) in (\S{1,1000}) on line (\d{1,7})/
const frameLine = /#\d{1,4} (.{1,1000}?)\((\d{1,7})\): ([^\s(]{1,300})\(/

/** PHP: an uncaught throwable or fatal error with its `Stack trace:`. */
export const php: StackLanguage = {
  language: 'php',
  wakes: /Fatal error: |^\s{0,80}#0 /,
  above: 0,
  frame(line) {
    const match = frameLine.exec(line)
    return match === null ? undefined : { file: match[1] ?? '', line: Number(match[2]), function: match[3] ?? '' }
  },
  continues: (line) => /#\d{1,4} |Stack trace:|^\s{0,80}thrown in |^Next |^$/.test(line),
  read(lines) {
    // What `Next` introduces was thrown last; what stands before it is its cause.
    const start = Math.max(
      0,
      lines.findLastIndex((line) => /(?:^|\] )(?:PHP )?Next |^Next /.test(line)),
    )
    const frames: RawFrame[] = []
    let called: string | undefined
    for (const line of lines.slice(start)) {
      const frame = php.frame(line)
      if (frame === undefined) continue
      // A frame names what it calls: the function a place is in stands on the next line.
      if (frames.length === 0) called = frame.function
      frames.push(frame)
    }
    const inside = frames.map((frame, index) => ({ ...frame, function: frames[index + 1]?.function ?? '{main}' }))
    const head = lines
      .slice(start)
      .map((line) => uncaught.exec(line) ?? next.exec(line) ?? fatal.exec(line))
      .find((match) => match !== null)
    if (head === null || head === undefined) return frames.length === 0 ? undefined : { frames: inside }
    const isThrown = head.length === 5
    const thrown = {
      file: head[isThrown ? 3 : 2] ?? '',
      line: Number(head[isThrown ? 4 : 3]),
      function: called ?? '{main}',
    }
    return {
      exception: isThrown ? (head[1] ?? '') : 'Fatal error',
      message: head[isThrown ? 2 : 1] ?? '',
      frames: [thrown, ...inside],
    }
  },
}
