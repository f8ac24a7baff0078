import type { Evidence, Failure, Frame, RepoPath } from '../../domain.js'
import { treeOf } from '../../evidence/parsed-sources.js'
import { enclosingDefinition } from '../../syntax/definitions.js'
import { type ParsedFile, parseFile } from '../../syntax/file.js'
import { languageOf } from '../../syntax/language.js'
import type { Syntax } from '../../syntax/open.js'
import { isTestFile } from '../../test-file.js'
import { expectedLiterals, inputWords } from './expected.js'
import type { Code, Site } from './site.js'

/** Places further away than this mend a failure by luck. */
const mostSites = 14

/** Parses what the evidence holds. Test files are read to learn what is expected, and never changed. */
export async function readCode(evidence: Evidence, syntax: Syntax): Promise<Code> {
  const files: ParsedFile[] = []
  let test: ParsedFile | undefined
  for (const source of evidence.sources) {
    const { path, language, text } = source
    if (language === undefined) continue
    const file = treeOf(source) ?? (await parseFile(syntax, path, language, text))
    if (isTestFile(path)) test ??= file
    else files.push(file)
  }
  return {
    files,
    test,
    before: await readBefore(evidence, syntax),
    expected: expectedLiterals(evidence.failure, test),
    inputs: inputWords(evidence.failure, test),
    tracked: new Set<RepoPath>(evidence.files),
  }
}

async function readBefore({ culpritFiles = [] }: Evidence, syntax: Syntax): Promise<readonly ParsedFile[]> {
  const files: ParsedFile[] = []
  for (const { path, before } of culpritFiles) {
    const language = languageOf(path)
    if (language !== undefined && before !== undefined) files.push(await parseFile(syntax, path, language, before))
  }
  return files
}

/** Where to look: own frames, innermost first, then the suspects as they are ranked. */
export function sitesOf(evidence: Evidence, code: Code): readonly Site[] {
  const sites: Site[] = []
  const seen = new Set<string>()
  const { failure } = evidence
  const add = (path: string, line: number | undefined, column: number | undefined, isFrame: boolean): void => {
    const file = code.files.find((one) => one.path === path)
    if (file === undefined || sites.length >= mostSites) return
    const definition = line === undefined ? undefined : enclosingDefinition(file.tree, line)
    const key = isFrame ? `${path}:${line}` : `${path}:${definition?.node.start}`
    if (seen.has(key)) return
    seen.add(key)
    const at = isFrame ? { line, column } : { line: undefined, column: undefined }
    sites.push({
      failure,
      code,
      file,
      definition,
      ...at,
      distance: sites.length,
      hasFrames: sites.some((one) => one.line !== undefined),
    })
  }
  const frames = causeFirst(failure).filter((frame) => frame.inRepository && frame.line !== undefined)
  for (const frame of frames.slice(0, 6)) add(frame.file, frame.line, frame.column, true)
  if (sites.length === 0 && failure.location?.line !== undefined)
    add(failure.location.file, failure.location.line, failure.location.column, true)
  for (const suspect of evidence.suspects)
    if (suspect.line !== undefined) add(suspect.file, suspect.line, undefined, false)
  for (const suspect of evidence.suspects)
    if (suspect.line === undefined) add(suspect.file, undefined, undefined, false)
  return sites
}

/** Frames behind the test's own are those of the error that the last one was raised from: there it went wrong first. */
function causeFirst({ frames, detail }: Failure): readonly Frame[] {
  const end = frames.findLastIndex((frame) => isTestFile(frame.file)) + 1
  const isChained = /direct cause of the following|During handling of the above|\[cause\]:|Caused by:/.test(detail)
  return isChained && end > 0 ? [...frames.slice(end), ...frames.slice(0, end)] : frames
}
