import type { KnownRunner } from '../command/detect.js'
import type { Selection } from '../runner.js'
import type { WarmRunner } from './warm-runner.js'

/** In 512-byte blocks: 64 MiB, so that code which prints without end fills no disk while it waits to be cut. */
const outputBlocks = 131_072

/**
 * The line of shell that starts a server: requests on standard input, answers on descriptor 3, and what code prints in
 * the folder's file `output`. Undefined where the runner cannot be kept.
 */
export function warmCommand(
  server: WarmRunner,
  { is, command }: KnownRunner,
  selection: Selection,
  folder: string,
): string | undefined {
  const words = server.start(is.select(command.words, selection, `${folder}/report`), folder, selection)
  if (words === undefined) return undefined
  const start = [...command.assignments, ...words].join(' ')
  const prepare = is.prepare === undefined ? '' : `${is.prepare}\n`
  return `ulimit -f ${outputBlocks}; exec 3>&1 >>${folder}/output 2>&1; ${prepare}${start}`
}
