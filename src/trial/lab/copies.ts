/** Clean copies of git trees, outside the workspace: made once, and made whole again before every further run. */
import type { Patch } from '../../domain.js'
import type { Repository, Scratch, WholeCopy } from '../../ports.js'

export interface Copy {
  /** Absolute root of the copy. */
  readonly root: string
}

export interface CopyWorld {
  readonly repository: Repository
  readonly scratch: Scratch
  readonly workspace: string
  /** Runs the set-up command in a copy; undefined where there is none. */
  readonly setUp: ((root: string) => Promise<void>) | undefined
}

export interface Copies {
  copyOf(tree: string): Promise<Copy>
  discard(copy: Copy): Promise<void>
  /** From the next run on these files are in the copy; with `undo`, what was there before. */
  write(copy: Copy, patch: Patch, undo?: 'undo'): void
  /** Before each run: whatever the run before left or broke is mended, and what was written is there. */
  ready(copy: Copy): Promise<void>
}

interface State {
  tree: string
  whole: WholeCopy
  /** True where nothing but links was added: it can become a copy of another tree. */
  canChange: boolean
  /** No command ran in it since it was made or mended. */
  isFresh: boolean
  written: Map<string, string>
}

/** A candidate's suite and the base's beside it: more copies at a time nobody discards. */
const mostSpare = 2

export function openCopies(world: CopyWorld): Copies {
  const { repository, scratch } = world
  const states = new Map<Copy, State>()
  const spare: Copy[] = []
  let dependencies: Promise<readonly string[]> | undefined

  async function make(root: string, tree: string): Promise<State> {
    dependencies ??= repository.ignoredDirectories()
    const [present] = await Promise.all([dependencies, repository.checkout(tree, root)])
    const whole = await repository.keepWhole(tree, root)
    for (const directory of present)
      await scratch.linkDependencies(`${world.workspace}/${directory}`, `${root}/${directory}`)
    const setUp = present.length === 0 ? world.setUp : undefined
    await setUp?.(root)
    const isOfLinks = await whole.keepAdditions()
    // What set-up commands do to tracked files counts no more than what tests do to them.
    return {
      tree,
      whole,
      canChange: isOfLinks && setUp === undefined,
      isFresh: setUp === undefined,
      written: new Map(),
    }
  }

  function stateOf(copy: Copy): State {
    const state = states.get(copy)
    if (state === undefined) throw new Error('the copy was discarded')
    return state
  }

  async function discard(copy: Copy): Promise<void> {
    const state = states.get(copy)
    if (state?.canChange === true && spare.length < mostSpare) spare.push(copy)
    else {
      states.delete(copy)
      await scratch.remove(copy.root)
    }
  }

  /** One that was discarded, as if checked out anew: thousands of files that are whole need not be written again. */
  async function reused(tree: string): Promise<Copy | undefined> {
    const copy = spare.pop()
    if (copy === undefined) return undefined
    const state = stateOf(copy)
    states.delete(copy)
    if (!(await state.whole.restore(tree, new Set(), 'nothing'))) {
      await scratch.remove(copy.root)
      return undefined
    }
    const again = { root: copy.root }
    states.set(again, { ...state, tree, isFresh: true, written: new Map() })
    return again
  }

  return {
    async copyOf(tree) {
      const again = await reused(tree)
      if (again !== undefined) return again
      const copy = { root: await scratch.directory('copy') }
      states.set(copy, await make(copy.root, tree))
      return copy
    },
    discard,
    write(copy, patch, undo) {
      const { written } = stateOf(copy)
      for (const file of patch.files) {
        const text = undo === 'undo' ? file.before : file.after
        if (text === undefined) written.delete(file.path)
        else written.set(file.path, text)
      }
    },
    async ready(copy) {
      const state = stateOf(copy)
      const own = new Set(state.written.keys())
      if (!state.isFresh && !(await state.whole.restore(state.tree, own, 'ignored'))) {
        await scratch.remove(copy.root)
        const made = await make(copy.root, state.tree)
        states.set(copy, { ...made, written: state.written })
      }
      stateOf(copy).isFresh = false
      for (const [path, text] of state.written) await writeOnce(scratch, `${copy.root}/${path}`, text)
    },
  }
}

/** A file that is as it should be keeps its time: build tools go by it. */
async function writeOnce(scratch: Scratch, file: string, text: string): Promise<void> {
  const there = await scratch.readFile(file, Buffer.byteLength(text))
  if (there !== undefined && Buffer.from(there).toString('utf8') === text) return
  await scratch.remove(file)
  await scratch.writeFile(file, text)
}
