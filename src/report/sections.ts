import type { Alternative, Failure, Flag, PastOutcome, Proof, ProofName, Trial } from '../domain.js'
import { code, details, fence, inline, join, link, list, type Markdown, md, table } from '../safe-text/markdown.js'
import { deploymentWords, occurrenceChart, occurrenceWords } from './occurrence-chart.js'

/** Where the repository and the run can be looked at; without an address there are no links. */
export interface Places {
  /** `https://github.com` or the address of the own server. */
  readonly serverUrl?: string
  /** `owner/name`. */
  readonly repository?: string
  readonly runUrl?: string
  /** Commit that line numbers belong to. */
  readonly commit?: string
}

export const proofWords: Readonly<Record<ProofName, Markdown>> = {
  'fails-before': md`Fails without the change`,
  'passes-after': md`Passes with the change`,
  'no-test-lost': md`No test was lost`,
  'nothing-else-broke': md`Nothing else broke`,
  'fails-again-without': md`Fails again with the change taken back`,
  probes: md`Probes of neighbouring inputs`,
}

export function proofTable(proof: readonly Proof[]): Markdown {
  if (proof.length === 0) return md`Nothing was proven yet.`
  const rows = proof.map(({ check, passed, evidence }) => [
    proofWords[check],
    passed ? md`✅ yes` : md`❌ **no**`,
    inline(evidence, 300),
  ])
  return table([md`Check`, md`Result`, md`Evidence`], rows)
}

/** What failed, where, when, and where that was read. `room` (0..1) scales what may be cut. */
export function failureSection(failure: Failure, places: Places, room: number): Markdown {
  const { message, title, detail, occurrences, test } = failure
  const lines = [
    fence(message === '' || title.includes(message) ? title : `${title}\n${message}`, '', 1000),
    failure.location === undefined ? undefined : md`- Where: ${placeOf(failure, places)}`,
    test === undefined ? undefined : md`- Test: ${code([test.suite, test.name].filter(Boolean).join(' › '), 300)}`,
    md`- Seen: ${inline(occurrenceWords(occurrences))}${occurrences.spike ? md`; the rate **rose sharply** against its own past` : md``}`,
    occurrences.deployment === undefined ? undefined : md`- Deployment: ${inline(deploymentWords(occurrences))}`,
    md`- Read in: ${code(failure.source)}, ${linesOf(failure)}${runLink(places)}`,
  ]
  const chart = occurrenceChart(occurrences)
  const trace = detail.trim() === '' ? undefined : details('Everything that was said', fence(detail, '', 6000 * room))
  return join([lines[0], join(lines.slice(1), '\n'), chart === undefined ? undefined : fence(chart), trace])
}

function linesOf({ sourceLines: [first, last] }: Failure): Markdown {
  return first === last ? md`line ${first}` : md`lines ${first} to ${last}`
}

function runLink({ runUrl }: Places): Markdown {
  return runUrl === undefined ? md`` : md` · ${link(md`the run`, runUrl)}`
}

/** `src/a.js:12` in `parse`, as a link to that line where the server is known. */
export function placeOf(failure: Failure, places: Places): Markdown {
  const { location } = failure
  if (location === undefined) return md`no place in the repository`
  const text = code(location.line === undefined ? location.file : `${location.file}:${location.line}`)
  const frame = failure.frames.find((candidate) => candidate.file === location.file && candidate.function !== undefined)
  const inside = frame?.function === undefined ? md`` : md`, in ${code(frame.function)}`
  return md`${linkTo(text, location.file, location.line, places)}${inside}`
}

function linkTo(text: Markdown, file: string, line: number | undefined, places: Places): Markdown {
  const { serverUrl, repository, commit } = places
  if (serverUrl === undefined || !repository || commit === undefined) return text
  // Half a character has no URL encoding; a name that holds one is shown without a link.
  if (/\p{Cs}/u.test(file)) return text
  const path = file.split('/').map(encodeURIComponent).join('/')
  const url = `${serverUrl}/${repository}/blob/${commit}/${path}${line === undefined ? '' : `#L${line}`}`
  const linked = link(text, url)
  return linked.startsWith('[') ? linked : text
}

/** Lines that a rule wants a person to look at; the first twenty. */
export function flagList(flags: readonly Flag[]): Markdown {
  if (flags.length === 0) return md`No rule flagged a line of this change.`
  const shown = flags.slice(0, 20).map(({ rule, line }) => md`${code(rule, 80)}: ${code(line, 200)}`)
  const more = flags.length - shown.length
  return list(more > 0 ? [...shown, md`and ${more} more in the report`] : shown)
}

/** Other changes that pass the same tests, each with a call that tells it from this one. */
export function alternativeList(alternatives: readonly Alternative[], room: number): Markdown {
  const parts = alternatives
    .slice(0, 3)
    .map(({ strategy, by, explanation, diff, apart }) =>
      join([
        md`**${code(strategy)} ${code(by, 80)}** ${inline(explanation, 300, false)}`,
        md`${code(apart.call, 240)} gives ${code(apart.fix, 140)} with this change, and ${code(apart.alternative, 140)} with that one.`,
        fence(diff, 'diff', 6000 * room),
      ]),
    )
  return join([md`These pass the same tests and do something else. Which is right, the tests do not say.`, ...parts])
}

/** What became of every candidate; the first and the last ones where they are many. */
export function attemptTable(trials: readonly Trial[]): Markdown {
  const shown = trials.length <= 30 ? trials : [...trials.slice(0, 10), ...trials.slice(-20)]
  const rows = shown.map(({ candidate, verdict, seconds }) => [
    md`${code(candidate.strategy)}`,
    code(candidate.by, 80),
    verdict.verdict === 'healed' ? md`✅ **healed**` : code(verdict.verdict),
    verdict.why === '' ? md`` : code(verdict.why, 160),
    md`${Math.round(seconds * 10) / 10}`,
  ])
  const head = [md`Strategy`, md`By`, md`Verdict`, md`Why`, md`Seconds`]
  const left = trials.length - shown.length
  return join([
    table(head, rows),
    left > 0 ? md`${left} between them are left out here; the report has all.` : undefined,
  ])
}

/** Undefined where there was none. */
export function pastTable(past: readonly PastOutcome[]): Markdown | undefined {
  if (past.length === 0) return undefined
  const rows = past
    .slice(0, 20)
    .map(({ strategy, by = '', model, merged, closed, muted }) => [
      code(strategy),
      by === '' ? md`` : code(by, 80),
      model === undefined ? md`` : code(model, 60),
      md`${merged}`,
      muted ? md`${closed}, **muted**` : md`${closed}`,
    ])
  const more = past.length - rows.length
  const page = table([md`Strategy`, md`By`, md`Model`, md`Merged`, md`Closed`], rows)
  return join([page, more > 0 ? md`${more} more are in the report.` : undefined])
}

/** `1 candidate`, `2 candidates`. */
export function counted(count: number, noun: Markdown): Markdown {
  return count === 1 ? md`${count} ${noun}` : md`${count} ${noun}s`
}
