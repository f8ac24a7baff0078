import type { Patch, PatchFile } from '../../domain.js'

const context = 3

/**
 * A unified diff with one hunk a file, made without git: hundreds of candidates a minute are written down and never
 * applied. What is published is always git's own.
 */
export function patchText(patch: Patch): string {
  return patch.files.map(fileText).join('')
}

function fileText({ path, before, after }: PatchFile): string {
  const [old, now] = [linesOf(before ?? ''), linesOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const from = Math.max(0, start - context)
  const rest = Math.max(0, end - context)
  const ranges = `@@ -${range(from, old.length - rest)} +${range(from, now.length - rest)} @@`
  const lines = [
    ...old.slice(from, start).map((line) => ` ${line}`),
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...now.slice(start, now.length - end).map((line) => `+${line}`),
    ...old.slice(old.length - end, old.length - rest).map((line) => ` ${line}`),
  ]
  const source = before === undefined ? '/dev/null' : `a/${path}`
  return `${[`diff --git a/${path} b/${path}`, `--- ${source}`, `+++ b/${path}`, ranges, ...lines].join('\n')}\n`
}

function range(from: number, to: number): string {
  return to - from === 0 ? `${from},0` : `${from + 1},${to - from}`
}

function linesOf(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}
