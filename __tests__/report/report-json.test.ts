import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { exitCodes, type OutcomeName } from '../../src/domain.js'
import { buildReport, type RunFacts } from '../../src/report/report-json.js'
import { createRedactor } from '../../src/safe-text/redact.js'
import { diagnosed, early, failure, fix, noFix, opened } from './examples.js'

const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ strict: true, allErrors: true })
formats.default(ajv)
const validate = ajv.compile(schema)

function errorsOf(facts: RunFacts): unknown {
  const report = JSON.parse(JSON.stringify(buildReport(facts, createRedactor([]))))
  return validate(report) ? [] : validate.errors
}

describe('the schema', () => {
  it.each(Object.keys(exitCodes) as OutcomeName[])('takes a report that ends as %s, early and complete', (outcome) => {
    for (const facts of [early, diagnosed, noFix, opened]) {
      expect(errorsOf({ ...facts, outcome: { ...facts.outcome, outcome } })).toEqual([])
    }
  })

  it('takes alternatives, and shows each as a patch', () => {
    const apart = { call: 'f(1)', fix: '2', alternative: '1' }
    const other = { strategy: 'search', by: 'off-by-one', explanation: 'One less.', diff: '-a\n+b\n', apart } as const
    const facts = { ...opened, fix: { ...fix, alternatives: [other] } }
    expect(errorsOf(facts)).toEqual([])
    const { diff, ...rest } = other
    expect(buildReport(facts, createRedactor([])).fix?.alternatives).toEqual([{ ...rest, patch: diff }])
  })

  it('knows the outcomes that the code knows', () => {
    expect(schema.$defs.outcome.enum).toEqual(Object.keys(exitCodes))
  })

  it.each([
    ['another property', { extra: 1 }],
    ['another version', { version: 2 }],
    ['an unknown outcome', { outcome: 'fine' }],
    ['an unsafe reason', { reason: 'a\nb' }],
    ['a short fingerprint', { chosen: '3f2a' }],
    ['no signals', { signals: undefined }],
  ])('refuses %s', (_name, change) => {
    const report = { ...buildReport(opened, createRedactor([])), ...change }
    expect(validate(JSON.parse(JSON.stringify(report)))).toBe(false)
  })
})

describe('the report', () => {
  const report = buildReport(opened, createRedactor([]))

  it('keeps to what the run knew', () => {
    expect(Object.keys(buildReport(early, createRedactor([])))).toEqual([
      'version',
      'suture',
      'mode',
      'outcome',
      'reason',
      'seconds',
      'signals',
      'failures',
      'attempts',
      'redactions',
    ])
  })

  it('counts the lines of the fix and takes proof, usage and sandbox from where they are', () => {
    expect(report.fix?.files).toEqual([{ path: 'src/receipt.js', added: 1, removed: 1 }])
    expect(report.fix?.proof).toHaveLength(5)
    expect(report.usage).toEqual(fix.usage)
    expect(report.sandbox).toEqual({ rung: 'bwrap', network: 'none' })
    expect(report.seconds).toBe(41.235)
  })

  it('leaves the event of a production error out', () => {
    expect(JSON.stringify(report)).not.toContain('somebody@example.com')
  })

  it('shows the failure of a fix bundle where nothing was read', () => {
    expect(buildReport({ ...early, fix }, createRedactor([])).failures[0]?.fingerprint).toBe(failure.fingerprint)
  })

  it('redacts every string and counts it', () => {
    const secret = 'q8Zr71LmPw29Xc4V'
    const redactor = createRedactor([{ name: 'KEY', value: secret }])
    const leaky = {
      ...opened,
      failures: [{ ...failure, message: `with ${secret}`, frames: [{ file: secret, inRepository: false }] }],
    }
    const text = JSON.stringify(buildReport(leaky, redactor))
    expect(text).not.toContain(secret)
    expect(JSON.parse(text).redactions).toBe(2)
  })

  it('keeps the chosen failure among too many', () => {
    const many = Array.from({ length: 1500 }, (_, index) => ({
      ...failure,
      fingerprint: index.toString(16).padStart(12, '0'),
    }))
    const chosen = many[1400]?.fingerprint ?? ''
    const { failures } = buildReport({ ...opened, failures: many, chosen }, createRedactor([]))
    expect(failures).toHaveLength(1000)
    expect(failures[0]?.fingerprint).toBe(chosen)
  })
})
