import type { FoundCheck } from '../../checks/check-tool.js'
import { mendingCommand } from '../../checks/find.js'
import type { Evidence, RepoPath } from '../../domain.js'
import type { ProjectSite, ShownBy } from '../../repair/project/project-rule.js'
import { repoPath } from '../../repo-path.js'
import type { CheckRun } from '../../trial/lab/lab.js'
import type { Bench } from '../../trial/try-candidate.js'
import type { Base } from '../base.js'
import type { World } from '../world.js'

interface Seen {
  readonly bench: Bench
  readonly evidence: Evidence
  readonly failing: CheckRun
}

/** The project for rules that read any file of it and have its tools run in the sandbox. */
export async function siteOf(world: World, base: Base, { bench, evidence, failing }: Seen): Promise<ProjectSite> {
  const { workingDirectory } = base.lab.plan
  const check = await checkBehind(base, bench)
  if (check !== undefined) world.log.info(`the failure is shown by ${check.tool.name}: ${check.command} (${check.why})`)
  return {
    failure: evidence.failure,
    output: evidence.output,
    check: check && shownBy(check),
    failing: failingFiles(evidence, failing, base.files),
    files: base.files,
    culpritFiles: evidence.culpritFiles ?? [],
    workingDirectory: workingDirectory === '.' ? '' : `${workingDirectory}/`,
    async read(path) {
      const own = repoPath(path)
      const file = 'path' in own ? await base.read(own.path) : undefined
      return file?.kind === 'text' ? file.text : undefined
    },
    run: (errand) => base.lab.errand(base.commit, errand),
    say: (line) => world.log.info(world.redactor.redact(line)),
  }
}

async function checkBehind(base: Base, { target }: Bench): Promise<FoundCheck | undefined> {
  const selection = target?.selection
  if (target === undefined || selection === undefined) return undefined
  const found = await base.checksFor(target.failure)
  if ('command' in selection) return found.find(({ command }) => command === selection.command)
  // The test command itself may be what prints it.
  return found[0]
}

function shownBy(check: FoundCheck): ShownBy {
  return { tool: check.tool.name, words: check.words, mending: (files) => mendingCommand(check, files) }
}

/** The failure's own file first, then all others of which the failing run complains. */
function failingFiles({ failure }: Evidence, { reading }: CheckRun, tracked: readonly RepoPath[]): readonly RepoPath[] {
  const wanted = new Set([failure.location?.file, ...reading.sightings.map(({ location }) => location?.file)])
  const known = new Set<string>(tracked)
  return [...wanted].filter((file) => file !== undefined && known.has(file)) as RepoPath[]
}
