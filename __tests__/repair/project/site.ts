import type { Failure, RepoPath } from '../../../src/domain.js'
import type { ProjectRule, ProjectSite, ToolAnswer, ToolRun } from '../../../src/repair/project/project-rule.js'

export interface SiteCase {
  readonly files: Readonly<Record<string, string>>
  readonly message: string
  readonly failing?: readonly string[]
  readonly tool?: string
  readonly words?: readonly string[]
  readonly mending?: (files: readonly string[]) => string | undefined
  readonly run?: (errand: ToolRun) => Partial<ToolAnswer>
  readonly culpritFiles?: ProjectSite['culpritFiles']
  readonly workingDirectory?: string
}

export interface Heard {
  readonly texts: readonly ReadonlyMap<string, string>[]
  readonly said: readonly string[]
  readonly commands: readonly string[]
}

/** What a rule proposes for a project that is a table of files. */
export async function proposals(rule: ProjectRule, given: SiteCase): Promise<Heard> {
  const failure: Failure = {
    kind: given.tool === undefined ? 'test' : 'lint',
    title: given.message,
    message: given.message,
    detail: '',
    frames: [],
    sourceLines: [1, 1],
    fingerprint: '000000000000',
    source: 'test',
    occurrences: { count: 1, spike: false },
  }
  const [said, commands, texts]: [string[], string[], ReadonlyMap<string, string>[]] = [[], [], []]
  const site: ProjectSite = {
    failure,
    output: '',
    check:
      given.tool === undefined
        ? undefined
        : { tool: given.tool, words: given.words ?? [], mending: given.mending ?? (() => undefined) },
    failing: (given.failing ?? []) as RepoPath[],
    files: Object.keys(given.files) as RepoPath[],
    culpritFiles: given.culpritFiles ?? [],
    workingDirectory: given.workingDirectory ?? '',
    read: async (path) => given.files[path],
    async run(errand) {
      commands.push(errand.command('/outbox'))
      return { exit: 0, output: '', texts: new Map(), answer: undefined, ...given.run?.(errand) }
    },
    say: (line) => said.push(line),
  }
  for await (const proposal of rule.propose(site)) texts.push(proposal.texts)
  return { texts, said, commands }
}
