import type { Sink } from '../reader.js'
import type { Shape } from './shape.js'

/** The text of the document, for the lines that a reading must name. */
export interface JsonText {
  /** Number of lines. */
  readonly lines: number
  /** 1-based line where this string value stands, searched from where the last one was found; 1 where it is not. */
  lineOf(value: string): number
}

/** A plug-in for one JSON document format. */
export interface JsonFormat {
  readonly format: string
  /** By the keys that only this format has. */
  recognises(document: unknown): boolean
  /** Held against the document before it is read: what has a wrong type makes it incomplete. */
  readonly shape?: Shape
  /** How many failures the document's own summary speaks of: where none is listed, something is missing. */
  stated?(document: unknown): unknown
  read(document: unknown, sink: Sink, text: JsonText): void
}
