import type { Failure, Fix, Reading, RepoPath, Trial, Verification } from '../../src/domain.js'
import type { RunFacts } from '../../src/report/report-json.js'

/** A run's facts as they are in life, for the tests of what is written from them. */
export const failure: Failure = {
  fingerprint: '3f2a9c01b7de',
  kind: 'exception',
  title: "TypeError: Cannot read properties of null (reading 'currency')",
  message: "Cannot read properties of null (reading 'currency')",
  detail:
    "TypeError: Cannot read properties of null (reading 'currency')\n    at toReceipt (src/receipt.js:14:31)\n    at charge (src/charge.js:42:10)",
  exception: 'TypeError',
  test: { suite: 'charge', name: 'charges a card without a stored address', file: 'test/charge.test.js' },
  location: { file: 'src/receipt.js', line: 14, column: 31 },
  frames: [
    { file: 'src/receipt.js', line: 14, column: 31, function: 'toReceipt', inRepository: true },
    { file: 'src/charge.js', line: 42, column: 10, function: 'charge', inRepository: true },
    { file: 'node:internal/process/task_queues', line: 95, inRepository: false },
  ],
  source: 'logs/production.log',
  sourceLines: [18_211, 18_219],
  event: { customer: 'somebody@example.com' },
  occurrences: {
    count: 214,
    first: '2026-11-21T09:02:11.000Z',
    last: '2026-11-21T15:40:03.000Z',
    spans: [4, 0, 10, 100, 100],
    spike: true,
  },
}

export const reading: Reading = {
  source: 'logs/production.log',
  format: 'json-lines',
  bytes: 4_182_311,
  sightings: [],
  cases: [],
  notes: ['3 lines are no JSON'],
  incomplete: false,
}

export const testReading: Reading = {
  ...reading,
  source: 'reports/junit.xml',
  format: 'junit-xml',
  bytes: 8123,
  tests: { total: 41, passed: 40, failed: 1, errored: 0, skipped: 0 },
  notes: [],
}

export const diff = `diff --git a/src/receipt.js b/src/receipt.js
index 1111111..2222222 100644
--- a/src/receipt.js
+++ b/src/receipt.js
@@ -11,7 +11,7 @@ export function toReceipt(payment) {
   return {
     id: payment.id,
     amount: payment.amount,
-    currency: payment.address.currency,
+    currency: payment.address?.currency ?? payment.currency,
   }
 }
`

export const fix: Fix = {
  version: 1,
  suture: '1.0.0',
  failure,
  strategy: 'rules',
  by: 'guard-null-access',
  explanation: 'payment.address may be null where a card has no stored address; the currency of the payment stands in.',
  base: 'a'.repeat(40),
  branch: 'main',
  tree: 'b'.repeat(40),
  patch: { files: [{ path: 'src/receipt.js' as RepoPath, before: 'old', after: 'new' }] },
  flags: [{ rule: 'default-value-added', line: 'currency: payment.address?.currency ?? payment.currency' }],
  unproven: false,
  culprit: { commit: 'c'.repeat(40), subject: 'Take the currency from the address', how: 'diff' },
  suspects: [{ file: 'src/receipt.js' as RepoPath, line: 14, score: 0.93, why: 'stack frame; changed in ccccccc' }],
  attempts: 2,
  usage: { calls: 0, tokensIn: 0, tokensOut: 0, cost: 0, candidates: 2, testRuns: 19 },
}

export const verification: Verification = {
  version: 1,
  suture: '1.0.0',
  fix: 'd'.repeat(64),
  plan: {
    runner: 'node:test',
    testCommand: 'npm test',
    reproduceCommand: 'node scripts/replay.js',
    workingDirectory: '.',
    confirmations: 3,
  },
  verified: true,
  reason: 'failed 3 of 3 before, passed 3 of 3 after',
  reproduction: {
    command: 'node scripts/replay.js',
    runs: [1.21, 1.18, 1.2].map((seconds) => ({ passed: false, exit: 1, seconds })),
    verdict: 'reproduced',
  },
  proof: [
    { check: 'fails-before', passed: true, evidence: 'failed 3/3 on the base' },
    { check: 'passes-after', passed: true, evidence: 'passed 3/3 with this change' },
    { check: 'no-test-lost', passed: true, evidence: '41 tests before, 41 after, none lost, none newly skipped' },
    { check: 'nothing-else-broke', passed: true, evidence: '40 other tests passed 3/3 before and after' },
    { check: 'fails-again-without', passed: true, evidence: 'failed 3/3 with the change taken back' },
  ],
  sandbox: { rung: 'bwrap', network: 'none' },
  notChecked: ['Other versions of Node than 24', 'Browsers'],
}

export const trials: readonly Trial[] = [
  {
    candidate: { strategy: 'rules', by: 'optional-chain', edits: [], explanation: '', tokens: 0, cost: 0 },
    verdict: { verdict: 'broke-others', why: 'receipts > shows a currency: expected EUR, got undefined', output: '' },
    diff: diff.replace(' ?? payment.currency', ''),
    seconds: 3.4123,
  },
  {
    candidate: { strategy: 'rules', by: 'guard-null-access', edits: [], explanation: '', tokens: 0, cost: 0 },
    verdict: { verdict: 'healed', why: 'passed 3/3', output: '' },
    diff,
    seconds: 9.8,
  },
]

export const opened: RunFacts = {
  suture: '1.0.0',
  mode: 'heal',
  outcome: {
    outcome: 'pr-opened',
    reason: 'pull request 7 mends 3f2a9c01b7de',
    next: 'review https://github.com/o/r/pull/7',
  },
  seconds: 41.23456,
  readings: [reading, testReading],
  failures: [failure],
  chosen: failure.fingerprint,
  trials,
  fix,
  diff,
  verification,
  pullRequest: { number: 7, url: 'https://github.com/o/r/pull/7', action: 'opened' },
}

/** What a run knows that ended before it read anything. */
export const early: RunFacts = {
  suture: '1.0.0',
  mode: 'heal',
  outcome: { outcome: 'error-config', reason: 'max-files is "x"', next: 'set max-files to a number from 1 to 100' },
  seconds: 0.02,
  readings: [],
  failures: [],
  trials: [],
}

export const diagnosed: RunFacts = {
  ...early,
  mode: 'diagnose',
  outcome: { outcome: 'diagnosed', reason: '1 failure in 1 signal', next: 'run mode heal to mend it' },
  readings: [reading],
  failures: [failure],
  chosen: failure.fingerprint,
}

const { fix: _fix, diff: _diff, verification: _verification, pullRequest: _pullRequest, ...triedOnly } = opened

export const noFix: RunFacts = {
  ...triedOnly,
  outcome: {
    outcome: 'no-fix',
    reason: '2 candidates tried, none healed it',
    next: 'read the attempts in report.json',
  },
  reproduction: verification.reproduction,
  culprit: { commit: 'c'.repeat(40), subject: 'Take the currency from the address', how: 'diff' },
  suspects: fix.suspects,
  trials: trials.slice(0, 1),
  usage: fix.usage,
  sandbox: verification.sandbox,
}
