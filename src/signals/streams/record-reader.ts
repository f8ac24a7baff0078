import { isObject, type JsonObject, parsed } from '../json/values.js'
import type { LineReader, LineSink } from '../lines/line-reader.js'

/** One record of a stream, and where it stands. */
export interface StreamRecord {
  readonly value: JsonObject
  /** 1-based line in the artifact. */
  readonly line: number
}

/** What a tool that writes one JSON record a line says. */
export interface StreamFormat {
  readonly format: string
  /** How its records begin: see LineReader. */
  readonly wakes: RegExp
  open(sink: LineSink): {
    /** @returns false for a record that is not of this format */
    record(record: StreamRecord): boolean
    end(): void
  }
}

/** Reads the records of a stream wherever they stand in a log; other lines between them are for other readers. */
export function recordReader(format: StreamFormat): LineReader {
  return {
    format: format.format,
    wakes: format.wakes,
    readsRecords: true,
    open(sink) {
      const stream = format.open(sink)
      let cutOff: string | undefined
      return {
        line(text, number) {
          if (!format.wakes.test(text)) return false
          const value = parsed(text)
          if (isObject(value)) {
            cutOff = undefined
            if (stream.record({ value, line: number })) sink.claim(number, number)
          } else if (!text.trimEnd().endsWith('}'))
            cutOff = `${sink.source} is cut off within a record (line ${number})`
          return false
        },
        end() {
          if (cutOff !== undefined) sink.incomplete(cutOff)
          stream.end()
        },
      }
    },
  }
}
