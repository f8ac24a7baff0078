export interface Headline {
  readonly exception: string
  readonly message: string
}

/** `TypeError: x is not a function`, `Uncaught Error [ERR_X]: y`, `java.lang.Exception: z`, `MyError`. */
const announced =
  /^(?:Uncaught |Unhandled |Unhandled rejection |Exception in thread "[^"]{0,200}" )?(?:\(in promise\) )?([A-Za-z_$][\w$]*(?:(?:\.|::|\\)[A-Za-z_$][\w$]*)*)(?: \[([\w.$-]+)\])?(?: \([^()]{1,80}\))?(?:: ?(.*))?$/
/** What a type's name looks like where only a name stands: `AssertionError`, `java.io.IOException`, `StopIteration`. */
const typeLike =
  /(?:Error|Exception|Failure|Failed|Fault|Warning|Interrupt|Exit|Iteration|Timeout|Violation|Mismatch|Rejection|Panic)$/

/** Reads a line that names an exception's type, and perhaps its message. */
export function headline(line: string): Headline | undefined {
  const trimmed = line.trim()
  if (trimmed.length > 4000) return undefined
  const match = announced.exec(trimmed)
  const printed = match?.[1]
  if (printed === undefined || !typeLike.test(printed)) return undefined
  // Node prints `Error [QuotaError]` where the class was renamed, and `Error [ERR_X]` for its own codes.
  const renamed = match?.[2]
  const exception = printed === 'Error' && renamed !== undefined && /[a-z]/.test(renamed) ? renamed : printed
  return { exception, message: match?.[3]?.trim() ?? '' }
}
