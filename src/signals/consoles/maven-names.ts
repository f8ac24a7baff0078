import type { TestName } from '../../domain.js'

/**
 * How surefire names a test: `name(com.acme.XTest)` for JUnit 4, `name` below the class's own line, and
 * `com.acme.XTest.name` since version 3; a class alone where its set-up failed.
 */
export function surefireName(printed: string, type: string | undefined): TestName {
  const old = /^(.{1,1500}?)\(([\w$]{1,200}(?:\.[\w$]{1,200}){1,30})\)$/.exec(printed)
  if (old !== null) return { suite: old[2] ?? '', name: old[1] ?? '' }
  if (type !== undefined && printed.startsWith(`${type}.`)) return { suite: type, name: printed.slice(type.length + 1) }
  if (printed === type) return { name: printed }
  const full = /^((?:[a-z_]\w{0,100}\.){1,20}[A-Z][\w$]{0,200})\.(.{1,1000})$/.exec(printed)
  if (full !== null) return { suite: full[1] ?? '', name: full[2] ?? '' }
  return { ...(type === undefined ? {} : { suite: type }), name: printed }
}

export interface SurefireItem {
  readonly test: TestName
  readonly exception?: string
  readonly message: string
  readonly line?: number
}

const item =
  /^ {2,4}(?:Failed tests: |Tests in error: )?((?:[\w$]{1,200}\.){1,20})([\w$]{1,200}(?:[([{][^»:]{0,300})?)(?::(\d{1,7}))?(?:->\S{1,300})?(?: » (\S{1,200}))?(?: (.*))?$/

/**
 * A line of the list of results: `  OrderTest.rejects:21 » IllegalState order 584 is not …`, `  OrderTest.fits:26 too small`.
 *
 * @param isError true below `Errors:`, where version 3 begins the text with the type and no other mark
 */
export function surefireItem(said: string, isError: boolean): SurefireItem | undefined {
  const match = item.exec(said)
  if (match === null || (match[3] === undefined && match[4] === undefined)) return undefined
  const suite = (match[1] ?? '').slice(0, -1)
  const rest = match[5] ?? ''
  const word = isError && match[4] === undefined ? /^[A-Z]\w{0,200}(?= |$)/.exec(rest)?.[0] : undefined
  const short = match[4]?.replace(/:$/, '') ?? word
  return {
    test: { suite, name: match[2] ?? '' },
    ...(short === undefined ? {} : { exception: fullType(short) }),
    message: (word === undefined ? rest : rest.slice(word.length).trim()) || short || '',
    ...(match[3] === undefined ? {} : { line: Number(match[3]) }),
  }
}

/** surefire cuts `Exception` off the type. */
function fullType(short: string): string {
  return /(?:Error|Exception|Failure)$/.test(short) ? short : `${short}Exception`
}
