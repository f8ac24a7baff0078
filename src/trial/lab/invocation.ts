/** A runner's words as a line of shell that leaves one report, whatever way the runner tells its results. */
import type { SandboxResult } from '../../ports.js'
import type { KnownRunner } from '../command/detect.js'
import { quote } from '../command/shell.js'
import type { Collected, Selection, TestRunner } from '../runner.js'

/** @param report absolute path without blanks; @param offline true where the sandbox has no network */
export function invocation(runner: KnownRunner, selection: Selection, report: string, offline: boolean): string {
  const { is, command, before } = runner
  const flags = offline ? (is.offline?.flags ?? []) : []
  const words = [...command.assignments, ...is.select(command.words, selection, report), ...flags].join(' ')
  const run = collected(is.collects, words, report)
  const steps = [before?.(selection), run].filter((step) => step !== undefined && step !== '')
  return [is.prepare, steps.join(' && ')].filter((part) => part !== undefined).join('\n')
}

function collected(collects: Collected | undefined, words: string, report: string): string {
  if (collects === undefined) return words
  if (collects.kind === 'output') return `${words} >${report} 2>&1`
  const found = `find . -path ${quote(collects.pattern)} -type f`
  // Each file is a document of its own: without their first lines they are one.
  const gather = `{ echo '<testsuites>'; ${found} -exec sed -e '1s/^[^<]*<?xml[^>]*?>//' {} \\;; echo '</testsuites>'; }`
  return `{ ${found} -exec rm -f {} +; ${words}; code=$?; ${gather} >${report}; (exit $code); }`
}

/** As much of a report as a person and a model would have seen on the console. */
const longestPrinted = 1_000_000

/** The run with what its report took from the console. */
export function withPrinted(result: SandboxResult, runner: TestRunner, report: string): SandboxResult {
  if (runner.collects?.kind !== 'output') return result
  const text = report.length > longestPrinted ? `…${report.slice(-longestPrinted)}` : report
  return { ...result, output: `${result.output}${runner.printed?.(text) ?? text}` }
}

/** Selections speak in repository paths, commands in paths from the working directory. */
export function below(directory: string, selection: Selection): Selection {
  if (selection.kind === 'all' || selection.file === undefined || directory === '.') return selection
  const prefix = `${directory}/`
  return selection.file.startsWith(prefix) ? { ...selection, file: selection.file.slice(prefix.length) } : selection
}
