import type { ParsedFile } from '../../syntax/file.js'
import { goPackages, javaPackages, rustPaths } from '../code/compiled-library.js'
import { type Change, compiledLanguages, type Rule, type Site } from '../code/site.js'
import { undeclaredIn } from '../code/undeclared.js'

/** A package or type that is used and not imported: its import, from the standard library or from the project. */
export const undeclaredPackage: Rule = {
  name: 'undeclared-package',
  languages: compiledLanguages,
  applies: (failure) => undeclaredIn(failure) !== undefined,
  *candidates(site) {
    const missing = undeclaredIn(site.failure)
    if (missing === undefined || site.line === undefined) return
    for (const path of homesOf(missing.name, site)) {
      if (site.file.imports.some((one) => one.specifier === path)) continue
      yield {
        changes: [importOf(site.file, path)],
        explanation: `${missing.name} is used and not imported.`,
        cost: 0.1,
      }
    }
  },
}

function homesOf(name: string, { file, code }: Site): readonly string[] {
  if (file.language === 'go') return Object.hasOwn(goPackages, name) ? [goPackages[name] ?? name] : []
  if (file.language === 'rust') return Object.hasOwn(rustPaths, name) ? [rustPaths[name] ?? name] : []
  const standard = Object.hasOwn(javaPackages, name) ? [javaPackages[name] ?? name] : []
  // A class of the project has a file of its own name.
  const own = [...code.tracked].filter((path) => path.endsWith(`/${name}.java`)).map(qualifiedName)
  return [...own, ...standard]
}

function qualifiedName(path: string): string {
  return path
    .replace(/^(?:.*\/)?src\/(?:main|test)\/java\/|^(?:.*\/)?src\/(?!main|test)/, '')
    .replace(/\.java$/, '')
    .replaceAll('/', '.')
}

function importOf(file: ParsedFile, path: string): Change {
  const { text, language } = file
  const group = language === 'go' ? /^import \(\n/m.exec(text) : null
  if (group !== null) return inserted(group.index + group[0].length, `\t"${path}"\n`)
  const line = language === 'go' ? `import "${path}"` : language === 'java' ? `import ${path};` : `use ${path};`
  const first = /^(?:import|use) /m.exec(text)
  if (first !== null) return inserted(first.index, `${line}\n`)
  const head = /^package [^\n]{1,300}\n/m.exec(text)
  return head === null ? inserted(0, `${line}\n\n`) : inserted(head.index + head[0].length, `\n${line}\n`)
}

function inserted(at: number, text: string): Change {
  return { start: at, end: at, text }
}
