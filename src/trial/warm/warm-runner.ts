import type { Selection } from '../runner.js'

/** How a test runner is made to stay. One file here and one line in all.ts. */
export interface WarmRunner {
  /** The name of the TestRunner that it speeds up. */
  readonly name: string
  /** Every run has a process of its own: what a candidate leaves behind cannot judge the next. */
  readonly isolates: boolean
  /** Files of the server by name; they are put into the session's folder. */
  readonly files: Readonly<Record<string, string>>
  /**
   * The command that starts the server, in raw shell words; undefined where this command cannot be kept warm. The
   * server reads a JSON line `{"limit": seconds, "changed": [path, …]}` for each run, leaves the runner's report at
   * `${folder}/report`, and answers `{"exit", "timedOut", "seconds"}` on descriptor 3, with `"tired": true` where it
   * should be started anew.
   * @param selected the runner's own command for the selection, its report at `${folder}/report`
   */
  start(selected: readonly string[], folder: string, selection: Selection): readonly string[] | undefined
}
