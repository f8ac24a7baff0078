import { openGrammars } from '../../../src/adapters/grammars.js'
import type { Evidence, Failure, RepoPath, Source } from '../../../src/domain.js'
import { applyChanges } from '../../../src/repair/code/edits.js'
import type { Rule } from '../../../src/repair/code/site.js'
import { readCode, sitesOf } from '../../../src/repair/code/sites.js'
import { languageOf } from '../../../src/syntax/language.js'
import { openSyntax } from '../../../src/syntax/open.js'

export const syntax = openSyntax(openGrammars())

export interface Case {
  /** The first file is the one that fails; `▶` starts the failing line. */
  readonly files: Readonly<Record<string, string>>
  readonly exception?: string
  readonly message: string
  readonly output?: string
  /** The failing test's name; an error of production where it is not given. */
  readonly test?: string
}

export function evidenceOf({ files, exception, message, output, test }: Case): Evidence {
  const sources: Source[] = Object.entries(files).map(([path, text]) => ({
    path: path as RepoPath,
    language: languageOf(path),
    text: text.replace('▶', ''),
  }))
  const frames = Object.entries(files).flatMap(([file, text]) =>
    text.includes('▶') ? [{ file, line: text.slice(0, text.indexOf('▶')).split('\n').length, inRepository: true }] : [],
  )
  const failure: Failure = {
    kind: 'exception',
    title: message,
    message,
    detail: '',
    ...(exception === undefined ? {} : { exception }),
    ...(test === undefined ? {} : { test: { name: test } }),
    frames,
    sourceLines: [1, 1],
    fingerprint: '000000000000',
    source: 'test',
    occurrences: { count: 1, spike: false },
  }
  const suspects = sources.map(({ path }, index) => ({ file: path, score: 1 - index / 10, why: 'given' }))
  const paths = sources.map(({ path }) => path)
  return { failure, suspects, sources, excerpts: [], output: output ?? '', instructions: '', cut: [], files: paths }
}

/** What one rule alone makes of the case: whole texts of the changed files, likeliest first. */
export async function proposed(rule: Rule, example: Case): Promise<readonly string[]> {
  const evidence = evidenceOf(example)
  if (!rule.applies(evidence.failure)) return []
  const code = await readCode(evidence, syntax)
  const found: { text: string; cost: number }[] = []
  for (const site of sitesOf(evidence, code)) {
    if (!rule.languages.includes(site.file.language)) continue
    for (const { changes, cost } of rule.candidates(site)) {
      const files = new Set(changes.map((change) => change.file ?? site.file))
      const texts = [...files].map((file) =>
        applyChanges(
          file.text,
          changes.filter((change) => (change.file ?? site.file) === file),
        ),
      )
      found.push({ text: texts.join('\n'), cost: cost + site.distance * 0.6 })
    }
  }
  return found.sort((a, b) => a.cost - b.cost).map(({ text }) => text)
}

/** One line of JavaScript in a function, failing. */
export function inScript(line: string, message: string, path = 'src/a.js'): Case {
  return { files: { [path]: `export function run(order, list) {\n▶  ${line}\n}\n` }, exception: 'TypeError', message }
}

/** One line of Python in a function, failing. */
export function inPython(line: string, exception: string, message: string): Case {
  return { files: { 'shop/a.py': `def run(order, rows):\n▶    ${line}\n` }, exception, message }
}
