import type { Reading } from '../domain.js'
import { documentReaders } from './all.js'
import { openDecoder } from './decode.js'
import { jsonDocument } from './json/document.js'
import { openLog } from './lines/log.js'
import type { Scope } from './locate.js'
import type { Parser, Reader, Sink } from './reader.js'
import { openTally } from './tally.js'

export type { Scope }

export interface ReadingInProgress {
  /** The bytes must stay as they are until the reading has ended. */
  write(bytes: Uint8Array): void
  end(): Reading
}

export interface ReadingOptions {
  /** Keep every test of the report with a stable id, not only the failed ones. */
  readonly keepCases?: boolean
}

/** Enough to see the root element or the first keys; small enough to hold while deciding. */
const headLength = 64 * 1024

/** A whole artifact of which nothing is left, a byte order mark at most, or what a writer without results leaves. */
const saysNothing = /^(?:\s{0,9}(?:null|true|false|undefined)\s{0,9})?$/

/** What archives and packed files begin with, as it looks decoded: what is inside another archive was not unpacked. */
const packed =
  /^(?:PK[\x03\x05\x07][\x04\x06\x08]|\x1f\ufffd\x08|7z\ufffd\ufffd|\ufffd7zXZ|BZh\d1AY|\x28\ufffd\x2f\ufffd)/
/** Text has a stray control character or a broken byte now and then; more than this, and it is none. */
const mostBroken = 0.1
const sampled = 4096

function isBinary(head: string): boolean {
  const sample = head.slice(0, sampled)
  const broken = sample.match(/[\0-\x06\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0
  return packed.test(sample) || broken > sample.length * mostBroken
}

/**
 * Reads one artifact, pushed in pieces, whatever its format: told from its content, never from its name alone.
 * Never throws on content: what cannot be read ends in `notes` and `incomplete`.
 */
export function openReading(name: string, scope: Scope, options: ReadingOptions = {}): ReadingInProgress {
  const tally = openTally(name, scope, options.keepCases === true)
  const decoder = openDecoder()
  let head = ''
  let headBytes: Uint8Array[] = []
  let parser: Parser | undefined
  let bytes = 0

  const decide = (): void => {
    if (isBinary(head)) tally.sink.incomplete(`not a report I know: ${name} is binary`)
    const reader = documentReaders.find((candidate) => candidate.recognises(head, name)) ?? wholeReader(head)
    if (reader !== undefined) tally.sink.format(reader.format)
    parser = reader?.open(tally.sink) ?? openLogFile(tally.sink)
    if (readsBytes(parser)) for (const chunk of headBytes) parser.writeBytes(chunk)
    else parser.write(head)
    head = ''
    headBytes = []
  }
  const readsBytes = (opened: Parser): opened is Required<Parser> => opened.writeBytes !== undefined && decoder.isUtf8()
  return {
    write(chunk) {
      bytes += chunk.byteLength
      if (parser === undefined) {
        head += decoder.write(chunk)
        headBytes.push(chunk)
        if (head.length >= headLength) decide()
      } else if (readsBytes(parser)) parser.writeBytes(chunk)
      else parser.write(decoder.write(chunk))
    },
    end() {
      if (parser === undefined) {
        head += decoder.end()
        if (saysNothing.test(head)) tally.sink.incomplete(`not a report I know: ${name} is ${head.trim() || 'empty'}`)
        decide()
      } else if (!readsBytes(parser)) parser.write(decoder.end())
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
    writeBytes: log.writeBytes,
    end() {
      if (!log.end()) sink.note('no failure that I know in this text')
    },
  }
}
