import { appendFileSync } from 'node:fs'
import path from 'node:path'
import * as core from '@actions/core'
import { writeWhole } from '../adapters/bundle-folder.js'
import { exitCodes, type Outcome } from '../domain.js'
import type { Mode } from '../inputs.js'
import type { Journal } from '../modes/world.js'
import { annotationsFor } from '../report/annotations.js'
import { maxBody } from '../report/body-size.js'
import { lastLine } from '../report/last-line.js'
import { redactAll } from '../report/redact-all.js'
import { buildReport, type RunFacts } from '../report/report-json.js'
import { summary } from '../report/summary.js'
import { terminal } from '../report/terminal.js'
import type { Redactor } from '../safe-text/redact.js'
import { safeOutput } from '../safe-text/visible.js'
import { matrixOf } from '../triage/matrix.js'
import { version } from '../version.js'

export interface Ending {
  readonly mode: Mode
  readonly outcome: Outcome
  readonly journal: Journal
  readonly seconds: number
  readonly redactor: Redactor
  /** Absolute path of report.json. */
  readonly report: string
  readonly inWorkflow: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
  write(line: string): void
}

/** Tells everyone how the run ended: report.json, bundle, outputs, job summary, annotations, and the one last line. */
export async function finish(ending: Ending): Promise<number> {
  const { journal, redactor } = ending
  const facts: RunFacts = {
    ...journal,
    suture: version,
    mode: ending.mode,
    outcome: ending.outcome,
    seconds: ending.seconds,
  }
  const outcome = await leaveReport(ending, facts)
  const page = summary(redactAll({ ...facts, outcome }, redactor), journal.places)
  if (ending.inWorkflow) {
    setOutputs(ending, outcome)
    leaveSummary(ending, page)
    await leavePage(ending, summary(redactAll({ ...facts, outcome }, redactor), journal.places, maxBody))
    annotate(ending, outcome)
  } else {
    for (const line of terminal(page).split('\n')) ending.write(line)
    ending.write(`report: ${ending.report}`)
  }
  ending.write(redactor.redact(lastLine(outcome)))
  return exitCodes[outcome.outcome]
}

/** A report that cannot be written changes the ending: a run without its report must not look complete. */
async function leaveReport(ending: Ending, facts: RunFacts): Promise<Outcome> {
  const text = `${JSON.stringify(buildReport(facts, ending.redactor), null, 2)}\n`
  try {
    await writeWhole(ending.report, text)
    if (ending.journal.bundle !== undefined)
      await writeWhole(path.join(ending.journal.bundle.folder, 'report.json'), text)
    return ending.outcome
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'report.json could not be written'
    return { outcome: 'error-disk', reason, next: `the run itself ended with ${ending.outcome.outcome}` }
  }
}

function setOutputs(ending: Ending, outcome: Outcome): void {
  const { journal } = ending
  const usage = journal.usage ?? journal.fix?.usage
  const values: Record<string, string> = {
    outcome: outcome.outcome,
    reason: safeOutput(ending.redactor.redact(outcome.reason)),
    fingerprint: journal.chosen ?? '',
    failures: String(journal.failures.length),
    matrix: JSON.stringify(matrixOf(journal.failures)),
    strategy: journal.fix?.strategy ?? '',
    fix: journal.bundle?.folder ?? '',
    digest: journal.bundle?.digest ?? '',
    report: ending.report,
    branch: journal.branch ?? '',
    'pull-request-number': journal.pullRequest === undefined ? '' : String(journal.pullRequest.number),
    'pull-request-url': journal.pullRequest?.url ?? '',
    tokens: String((usage?.tokensIn ?? 0) + (usage?.tokensOut ?? 0)),
    cost: (usage?.cost ?? 0).toFixed(4),
    seconds: ending.seconds.toFixed(1),
  }
  for (const [name, value] of Object.entries(values)) core.setOutput(name, ending.redactor.redact(value))
}

function leaveSummary(ending: Ending, markdown: string): void {
  const file = ending.environment['GITHUB_STEP_SUMMARY']
  if (file === undefined || file === '') return
  try {
    appendFileSync(file, `${markdown}\n`)
  } catch {
    core.warning('the job summary could not be written')
  }
}

/**
 * The same page as a file beside the report, as long as an issue or a comment may be: a step of another job cannot read
 * the summary of this one. Where the report itself could be written and this cannot, nothing is lost.
 */
async function leavePage(ending: Ending, markdown: string): Promise<void> {
  try {
    await writeWhole(`${ending.report}.md`, markdown)
  } catch {
    core.warning(`${ending.report}.md could not be written`)
  }
}

function annotate(ending: Ending, outcome: Outcome): void {
  for (const { level, message, ...place } of redactAll(
    annotationsFor(ending.journal.failures, outcome),
    ending.redactor,
  )) {
    if (level === 'error') core.error(message, place)
    else if (level === 'warning') core.warning(message, place)
    else core.notice(message, place)
  }
}
