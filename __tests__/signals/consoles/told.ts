import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reading } from '../../../src/domain.js'

export function recorded(runner: string): string {
  return readFileSync(join(process.cwd(), '__tests__/fixtures/signals/consoles', `${runner}.txt`), 'utf8')
}

/** A failure on one line: `suite › name | type | message | file:line | first-last line`. */
export function told(reading: Reading): string[] {
  return reading.sightings.map((one) => {
    const { file = '', line = '' } = one.location ?? {}
    const place = file === '' ? '' : `${file}:${line}`
    const kind = one.kind === 'test' ? '' : `${one.kind}: `
    return [`${kind}${one.title}`, one.exception ?? '', one.message, place, one.sourceLines.join('-')].join(' | ')
  })
}

/** Total, passed, failed, errored, skipped. */
export function counts(reading: Reading): number[] {
  const { total = 0, passed = 0, failed = 0, errored = 0, skipped = 0 } = reading.tests ?? {}
  return [total, passed, failed, errored, skipped]
}
