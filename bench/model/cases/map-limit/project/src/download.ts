import { failureOf, valuesOf } from './outcome.ts'
import { mapLimit } from './pool.ts'

export interface Download {
  readonly files: readonly string[]
  readonly failure: AggregateError | undefined
}

/** Loads all pages, four at a time; what failed is told, and what came is kept. */
export async function download(urls: readonly string[], load: (url: string) => Promise<string>): Promise<Download> {
  const outcomes = await mapLimit(urls, 4, load)
  return { files: valuesOf(outcomes), failure: failureOf(outcomes) }
}
