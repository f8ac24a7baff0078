import type { RawFrame } from '../reader.js'
import type { StackLanguage } from './language.js'

const raised =
  /^\s{0,12}\*\* \((?:EXIT from [^)]{1,100}\) (?:an exception was raised:)?)?\s{0,4}(?:\*\* \()?([A-Z][\w.]{0,200})\) ?(.{0,4000})$/
const exited = /^\s{0,12}\*\* \(EXIT from ([^)]{1,100})\)/
/** `    (app 0.1.0) lib/a.ex:12: A.f/1`; the application's own files stand without parentheses in scripts. */
const frameLine =
  /^\s{2,20}(?:\(([\w.-]{1,100})(?: [\w.+-]{1,40})?\) )?([\w./-]{1,500}\.(?:exs?|erl|eex|heex|leex)):(\d{1,9}): (\S.{0,500})$/
const erlangFrame =
  /^\s{2,20}(?:in function|in call from|called as|in)?\s{0,4}(\S{1,300}\/\d{1,3}) \(([\w./-]{1,500}\.erl), line (\d{1,9})\)$/
const erlangRaised = /^(?:escript: |\*\* )?exception (error|exit|throw): (.{1,4000})$/
const inMessage = /^([\w./-]{1,500}\.exs?):(\d{1,9})(?::\d{1,9})?: (.{1,2000})$/
/** Applications of the language itself and its build tool. */
const runtimes = /^(?:elixir|stdlib|kernel|mix|ex_unit|iex|logger|eex)$/

/** Elixir and Erlang: `** (ArgumentError) …` with the stack below it. */
export const elixir: StackLanguage = {
  language: 'elixir',
  wakes: /^\s{0,12}\*\* \((?!Mix\))[A-Z]|^(?:escript: |\*\* )?exception (?:error|exit|throw): /,
  above: 0,
  frame(line) {
    const found = frameLine.exec(line)
    if (found !== null)
      return {
        file: found[2] ?? '',
        line: Number(found[3]),
        function: (found[4] ?? '').replace(/\/\d{1,3}$/, ''),
        ...(runtimes.test(found[1] ?? '') ? { isLibrary: true } : {}),
      }
    const placed = inMessage.exec(raised.exec(line)?.[2] ?? '')
    if (placed !== null) return { file: placed[1] ?? '', line: Number(placed[2]) }
    const erlang = erlangFrame.exec(line)
    return erlang === null ? undefined : { file: erlang[2] ?? '', line: Number(erlang[3]), function: erlang[1] ?? '' }
  },
  continues: (line, previous) =>
    /^\s{2,}\S/.test(line) ||
    (line === '' && !/^$/.test(previous) && !frameLine.test(previous)) ||
    (exited.test(previous) && raised.test(line)),
  read(lines) {
    const starts = lines.findIndex((line) => elixir.wakes.test(line))
    if (starts < 0) return undefined
    const frames: RawFrame[] = []
    for (const line of lines.slice(starts + 1)) {
      const frame = elixir.frame(line)
      if (frame !== undefined) frames.push(frame)
    }
    const head = lines
      .slice(starts)
      .map((line) => raised.exec(line))
      .find((found) => found !== null)
    if (head === null || head === undefined) {
      const erlang = erlangRaised.exec(lines[starts] ?? '')
      return erlang === null ? undefined : { exception: erlang[1] ?? '', message: erlang[2] ?? '', frames, starts }
    }
    const [, exception = '', message = ''] = head
    // A compile error says where in its message.
    const placed = inMessage.exec(message)
    if (placed === null) return { exception, message, frames, starts }
    const [, file = '', line, said = ''] = placed
    return { exception, message: said, frames: [{ file, line: Number(line) }, ...frames], starts }
  },
}
