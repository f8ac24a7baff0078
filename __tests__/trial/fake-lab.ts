import type { CheckPlan, Failure, Sighting, TestCase, TestStatus } from '../../src/domain.js'
import type { CheckRun, Lab } from '../../src/trial/lab/lab.js'
import type { Selection } from '../../src/trial/runner.js'

/** A case as `suite › name`, `file: suite › name` or `name`, with its status. */
export type Cases = Readonly<Record<string, TestStatus>>

export function testCase(label: string, status: TestStatus): TestCase {
  const [, file, rest = label] = /^(\S+\.\w+): (.*)$/.exec(label) ?? []
  const cut = rest.lastIndexOf(' › ')
  const suite = cut === -1 ? undefined : rest.slice(0, cut)
  const name = cut === -1 ? rest : rest.slice(cut + 3)
  return {
    id: label,
    status,
    test: { name, ...(suite === undefined ? {} : { suite }), ...(file === undefined ? {} : { file }) },
  }
}

export function sighting(title: string, more: Partial<Sighting> = {}): Sighting {
  return { kind: 'test', title, message: title, detail: title, frames: [], sourceLines: [1, 1], ...more }
}

export function failureOf(more: Partial<Failure> = {}): Failure {
  return {
    kind: 'test',
    title: 'boom',
    message: 'boom',
    detail: 'boom',
    frames: [],
    sourceLines: [1, 1],
    fingerprint: '0123456789ab',
    source: 'junit.xml',
    occurrences: { count: 1, spike: false },
    ...more,
  }
}

/** A run whose exit code, report and doubt agree with its cases, unless told otherwise. */
export function checkRun(
  cases: Cases | undefined,
  more: Partial<CheckRun> & { sightings?: Sighting[] } = {},
): CheckRun {
  const { sightings = [], ...own } = more
  const list = Object.entries(cases ?? {}).map(([label, status]) => testCase(label, status))
  const isRed = list.some((each) => each.status === 'failed' || each.status === 'errored')
  const exit = own.exit ?? (isRed ? 1 : 0)
  const timedOut = own.timedOut ?? false
  return {
    passed: exit === 0 && !timedOut && own.doubt === undefined,
    exit,
    seconds: 1,
    timedOut,
    output: '',
    statuses: cases === undefined ? undefined : new Map(list.map((each) => [each.id, each.status])),
    reading: { source: 'report', format: 'junit-xml', bytes: 1, sightings, cases: list, notes: [], incomplete: false },
    ...own,
  }
}

export type Call = { readonly tree: string; readonly what: 'all' | 'file' | 'test' | 'replay' }

export interface FakeLab extends Lab {
  readonly calls: readonly string[]
  /** What lies in the copies that were not discarded. */
  readonly copies: ReadonlyMap<string, string>
}

/** A lab whose runs are written down: the script answers by tree and selection, and by how often that was asked. */
export function fakeLab(script: (call: Call, time: number) => CheckRun, plan: Partial<CheckPlan> = {}): FakeLab {
  const calls: string[] = []
  const copies = new Map<string, string>()
  let made = 0
  return {
    plan: { runner: 'jest', testCommand: 'npm test', workingDirectory: '.', confirmations: 3, ...plan },
    calls,
    copies,
    get testRuns() {
      return calls.length
    },
    async copyOf(tree) {
      const root = `/copy-${++made}`
      copies.set(root, tree)
      return { root }
    },
    async discard({ root }) {
      copies.delete(root)
    },
    async write({ root }, patch, undo) {
      const tree = copies.get(root) ?? ''
      copies.set(root, undo === 'undo' ? tree.replace(/\+.*$/, '') : `${tree}+${patch.files.length}`)
    },
    async read() {
      return undefined
    },
    keepWarm: async () => undefined,
    checksFor: async () => [],
    errand: async () => ({ exit: 0, timedOut: false, output: '', texts: new Map(), answer: undefined }),
    async run({ root }, selection, timeoutSeconds) {
      if (!(timeoutSeconds > 0)) throw new Error('a run without a limit')
      const call: Call = { tree: copies.get(root) ?? 'discarded', what: kindOf(selection) }
      const name = `${call.tree} ${call.what}`
      calls.push(name)
      return script(call, calls.filter((each) => each === name).length)
    },
  }
}

function kindOf(selection: Selection | Failure): Call['what'] {
  return 'fingerprint' in selection ? 'replay' : selection.kind
}
