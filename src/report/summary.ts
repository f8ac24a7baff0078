import type { Failure, Reading } from '../domain.js'
import {
  code,
  details,
  fence,
  heading,
  inline,
  join,
  link,
  list,
  type Markdown,
  md,
  table,
} from '../safe-text/markdown.js'
import { culpritSentence } from './culprit-sentence.js'
import { fileCounts } from './diff-counts.js'
import { journey } from './journey.js'
import { outcomeSign, outcomeWords } from './outcome-words.js'
import type { RunFacts } from './report-json.js'
import {
  alternativeList,
  attemptTable,
  counted,
  failureSection,
  flagList,
  type Places,
  pastTable,
  placeOf,
  proofTable,
} from './sections.js'

/** GitHub takes 1 MiB a step and shows 20 a job; past this nobody reads, and a summary that is too large is lost silently. */
const maxSummary = 100 * 1024

/**
 * The job summary: what was read, what failed, what was tried, what came of it, what to do. Redact the facts before.
 *
 * @param max bytes of UTF-8
 */
export function summary(facts: RunFacts, places: Places = {}, max = maxSummary): string {
  for (const room of [1, 0.5, 0.2, 0.05]) {
    const page = summaryWithin(facts, places, room)
    if (Buffer.byteLength(page) <= max) return page
  }
  return summaryWithin({ ...facts, trials: facts.trials.slice(-5) }, places, 0)
}

function summaryWithin(facts: RunFacts, places: Places, room: number): string {
  const { outcome, failures, trials, reproduction, culprit, suspects } = facts
  const section = (words: Markdown, content: Markdown | undefined) =>
    content === undefined ? undefined : join([heading(3, words), content])
  const page = join([
    headline(facts),
    join([inline(outcome.reason), md`**Next:** ${inline(outcome.next, 400, false)}`]),
    pullRequest(facts),
    section(md`What was read`, signals(facts.readings)),
    section(md`What failed`, failures.length === 0 ? undefined : failureTable(failures, facts.chosen, places)),
    section(md`The failure that this run is about`, chosen(facts, places, room)),
    section(md`Reproduction`, reproduction === undefined ? undefined : runs(reproduction)),
    section(md`Where to look`, suspects === undefined || suspects.length === 0 ? undefined : suspectList(suspects)),
    section(
      md`Where it came from`,
      culprit && culpritSentence(culprit, code(culprit.commit.slice(0, 12)), suspects ?? []),
    ),
    section(md`What was tried`, tried(trials)),
    section(md`Proof`, facts.verification && proofTable(facts.verification.proof)),
    section(md`The change`, change(facts, room)),
    section(md`Alternatives`, facts.fix?.alternatives && alternativeList(facts.fix.alternatives, room)),
    section(md`What people did with earlier pull requests`, facts.past && pastTable(facts.past)),
    footer(facts),
  ])
  return `${page}\n`
}

/** First the picture, then each candidate. */
function tried(trials: RunFacts['trials']): Markdown | undefined {
  const picture = journey(trials)
  return picture === undefined ? undefined : join([fence(picture), attemptTable(trials)])
}

function headline({ outcome }: RunFacts): Markdown {
  return heading(
    2,
    md`${outcomeSign(outcome.outcome)} Suture: ${inline(outcomeWords[outcome.outcome])} (${code(outcome.outcome)})`,
  )
}

function pullRequest({ pullRequest: opened }: RunFacts): Markdown | undefined {
  if (opened === undefined) return undefined
  return md`**${link(md`Pull request ${opened.number}`, opened.url)}** (${code(opened.action)})`
}

function signals(readings: readonly Reading[]): Markdown | undefined {
  if (readings.length === 0) return undefined
  const rows = readings
    .slice(0, 30)
    .map(({ source, format, bytes, tests, notes, incomplete }) => [
      code(source, 120),
      code(format),
      sizeOf(bytes),
      tests === undefined || tests.total === 0 ? md`` : md`${tests.failed + tests.errored} of ${tests.total} failed`,
      join([incomplete ? md`**incomplete**` : undefined, ...notes.slice(0, 3).map((note) => inline(note, 160))], '; '),
    ])
  const more = readings.length - rows.length
  const page = table([md`Signal`, md`Format`, md`Size`, md`Tests`, md`Notes`], rows)
  return join([page, more > 0 ? md`${more} more signals are in the report.` : undefined])
}

function sizeOf(bytes: number): Markdown {
  if (bytes < 1000) return md`${bytes} B`
  return bytes < 1_000_000 ? md`${Math.round(bytes / 1000)} kB` : md`${Math.round(bytes / 100_000) / 10} MB`
}

function failureTable(failures: readonly Failure[], chosen: string | undefined, places: Places): Markdown {
  const rows = failures
    .slice(0, 20)
    .map((failure) => [
      failure.fingerprint === chosen ? md`**${code(failure.fingerprint)}** ←` : code(failure.fingerprint),
      code(failure.kind),
      code(failure.title, 140),
      failure.location === undefined ? md`` : placeOf(failure, places),
      failure.occurrences.spike ? md`${failure.occurrences.count}, **rising**` : md`${failure.occurrences.count}`,
    ])
  const more = failures.length - rows.length
  const page = table([md`Fingerprint`, md`Kind`, md`What`, md`Where`, md`Seen`], rows)
  return join([page, more > 0 ? md`${more} more failures are in the report.` : undefined])
}

function chosen({ failures, chosen: fingerprint, fix }: RunFacts, places: Places, room: number): Markdown | undefined {
  const failure = failures.find((candidate) => candidate.fingerprint === fingerprint) ?? fix?.failure
  return failure === undefined ? undefined : failureSection(failure, places, room)
}

function runs({ command, runs: all, verdict }: NonNullable<RunFacts['reproduction']>): Markdown {
  const failed = all.filter((run) => !run.passed).length
  return join([md`${code(verdict)}: failed ${failed} of ${all.length} runs of`, fence(command, 'sh', 1000)])
}

function suspectList(suspects: NonNullable<RunFacts['suspects']>): Markdown {
  return list(
    suspects.slice(0, 8).map(({ file, line, score, why }) => {
      const place = code(line === undefined ? file : `${file}:${line}`)
      return md`${place} (${Math.round(score * 100) / 100}) ${inline(why, 160, false)}`
    }),
  )
}

function change({ fix, diff = '' }: RunFacts, room: number): Markdown | undefined {
  if (fix === undefined) return undefined
  const counts = fileCounts(diff, fix).map(
    ({ path, added, removed }) => md`${code(path)}: ${added} added, ${removed} removed`,
  )
  return join([list(counts), fence(diff, 'diff', 30_000 * room), md`To look at:`, flagList(fix.flags)])
}

function footer(facts: RunFacts): Markdown {
  const { seconds, suture, mode } = facts
  const usage = facts.usage ?? facts.fix?.usage
  const sandbox = facts.sandbox ?? facts.verification?.sandbox
  const parts = [
    md`Suture ${code(suture)}, mode ${code(mode)}, ${Math.round(seconds * 10) / 10} s`,
    sandbox && md`Sandbox ${code(sandbox.rung)}, network ${code(sandbox.network)}`,
    usage && md`${counted(usage.candidates, md`candidate`)}, ${counted(usage.testRuns, md`test run`)}`,
    usage &&
      md`${usage.calls} model calls, ${usage.tokensIn} tokens in, ${usage.tokensOut} out, ${Math.round(usage.cost * 10_000) / 10_000} US dollars`,
  ]
  return details('About this run', list(parts.filter((part) => part !== undefined)))
}
