import type { Selection } from '../runner.js'

/** How a test runner is made to tell which lines each test runs. One file here and one line in all.ts. */
export interface SpectrumTool {
  /** The name of the TestRunner that it watches. */
  readonly name: string
  /** Files that are put into the folder, by name. */
  readonly files: Readonly<Record<string, string>>
  /**
   * The runner's own command with a watch, in raw shell words; undefined where this command cannot be watched. It leaves
   * at `${folder}/answer` a JSON line for each test: {"test", "suite", "failed", "lines": {path: [[from, to], …]}}, with
   * paths relative to `root`.
   * @param root raw shell word: the root of the copy
   */
  start(
    selected: readonly string[],
    place: { readonly folder: string; readonly root: string },
    selection: Selection,
  ): readonly string[] | undefined
  /** Turns an answer of another form into such lines. */
  translated?(answer: string): string
}
