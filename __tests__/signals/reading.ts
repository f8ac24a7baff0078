import type { Reading } from '../../src/domain.js'
import { openReading } from '../../src/signals/read.js'

export interface ReadingSetup {
  readonly name?: string
  readonly files?: readonly string[]
  readonly root?: string
  readonly keepCases?: boolean
  /** Bytes a piece: small pieces prove that a reader does not depend on where pieces end. */
  readonly piece?: number
}

/** Reads text or bytes as one artifact, in pieces. */
export function read(content: string | Uint8Array, setup: ReadingSetup = {}): Reading {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const scope = { root: setup.root ?? '/workspace', files: new Set(setup.files ?? []) }
  const reading = openReading(setup.name ?? 'artifact', scope, { keepCases: setup.keepCases ?? false })
  const piece = setup.piece ?? 4096
  for (let at = 0; at < bytes.length; at += piece) reading.write(bytes.subarray(at, at + piece))
  return reading.end()
}
