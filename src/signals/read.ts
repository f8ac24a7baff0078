import type { Reading } from '../domain.js'
import { documentReaders } from './all.js'
import { openDecoder } from './decode.js'
import { jsonDocument } from './json/document.js'
import { openLog } from './lines/log.js'
import { locator, type Scope } from './locate.js'
import type { Parser, Reader, Sink } from './reader.js'
import { openTally } from './tally.js'

export type { Scope }

export interface ReadingInProgress {
  write(bytes: Uint8Array): void
  end(): Reading
}

export interface ReadingOptions {
  /** Keep every test of the report with a stable id, not only the failed ones. */
  readonly keepCases?: boolean
}

/** Enough to see the root element or the first keys; small enough to hold while deciding. */
const headLength = 64 * 1024

/**
 * Reads one artifact, pushed in pieces, whatever its format: told from its content, never from its name alone.
 * Never throws on content: what cannot be read ends in `notes` and `incomplete`.
 */
export function openReading(name: string, scope: Scope, options: ReadingOptions = {}): ReadingInProgress {
  const tally = openTally(name, locator(scope), options.keepCases === true)
  const decoder = openDecoder()
  let head = ''
  let parser: Parser | undefined
  let bytes = 0

  const accept = (text: string): void => {
    if (parser !== undefined) parser.write(text)
    else head += text
    if (head.length >= headLength) decide()
  }
  const decide = (): void => {
    const reader = documentReaders.find((candidate) => candidate.recognises(head, name)) ?? wholeReader(head)
    if (reader !== undefined) tally.sink.format(reader.format)
    parser = reader?.open(tally.sink) ?? openLogFile(tally.sink)
    parser.write(head)
    head = ''
  }
  return {
    write(chunk) {
      bytes += chunk.byteLength
      accept(decoder.write(chunk))
    },
    end() {
      accept(decoder.end())
      if (parser === undefined) decide()
      if (bytes === 0) tally.sink.incomplete(`${name} is empty`)
      parser?.end()
      return tally.reading(bytes)
    },
  }
}

/** Reads text that is already in memory, for example a run's output. */
export function readText(name: string, text: string, scope: Scope, options: ReadingOptions = {}): Reading {
  const reading = openReading(name, scope, options)
  reading.write(Buffer.from(text))
  return reading.end()
}

function wholeReader(head: string): Reader | undefined {
  return jsonDocument.recognises(head, '') ? jsonDocument : undefined
}

function openLogFile(sink: Sink): Parser {
  const log = openLog(sink)
  return {
    write: log.write,
    end() {
      if (!log.end()) sink.note('no failure that I know in this text')
    },
  }
}
