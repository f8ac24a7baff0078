import type { RawFrame } from '../reader.js'
import { placeOf } from './place.js'

/** What JavaScriptCore prints of code in `eval`: names alone, above the frame of `eval` itself. */
const evalName = /^(?:eval code|[A-Za-z_$][\w$]{0,200})$/

/**
 * The names that stand alone above `eval@[native code]`, innermost first; none where they do not end in `eval code`,
 * since any word may stand alone above a stack.
 */
export function evalFrames(lines: readonly string[], first: number): RawFrame[] {
  if (lines[first]?.trim() !== 'eval@[native code]' || lines[first - 1]?.trim() !== 'eval code') return []
  let top = first - 1
  while (top > 0 && first - top < 50 && evalName.test((lines[top - 1] ?? '').trim())) top--
  return lines.slice(top, first).map((line) => ({ file: '[native code]', function: line.trim() }))
}

const bundled = /^[\w./-]{1,300}\.(?:js)?bundle:\d{1,9}:\d{1,9}$/

/** SpiderMonkey and JavaScriptCore: `name@url:line:column`, with the column since 2013, `@[native code]` for built-ins. */
export function geckoFrame(line: string): RawFrame | undefined {
  const trimmed = line.trim()
  if (trimmed === '[native code]') return { file: '[native code]' }
  const at = separator(trimmed)
  // React Native prints an anonymous function's frame without the mark.
  if (at < 0) return bundled.test(trimmed) ? placeOf(trimmed) : undefined
  const called = functionName(trimmed.slice(0, at))
  const printed = trimmed.slice(at + 1)
  if (printed === '[native code]') return { file: printed, ...called }
  const place = evaluated(printed) ?? placeOf(printed)
  // A name with blanks and no URL is prose with an address in it.
  if (place === undefined || /\s/.test(place.file)) return undefined
  return { ...place, ...called }
}

/** The `@` before a URL or path: names and URLs may contain others. */
function separator(text: string): number {
  const beforeUrl = /@(?=[a-z][\w+.-]{1,30}:\/\/|\/|\[native code\])/i.exec(text)
  if (beforeUrl !== null) return beforeUrl.index
  const last = text.lastIndexOf('@')
  return last >= 0 && /^[\w.$-]+(?:\/[\w.$-]+)*:\d+(?::\d+)?$/.test(text.slice(last + 1)) ? last : -1
}

function functionName(printed: string): { function?: string } {
  const called = printed.replace(/\([^()]*\)$/, '').trim()
  return called === '' ? {} : { function: called }
}

/** `http://host/x.js line 26 > eval line 2 > eval:1:30` means line 26 of x.js. */
function evaluated(printed: string): RawFrame | undefined {
  const match = /^(\S{1,4096}) line (\d{1,9}) > /.exec(printed)
  return match === null ? undefined : { file: match[1] ?? '', line: Number(match[2]) }
}
