import type { Language } from '../domain.js'

const byExtension: Readonly<Record<string, Language>> = {
  js: 'javascript',
  cjs: 'javascript',
  mjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  cts: 'typescript',
  mts: 'typescript',
  tsx: 'tsx',
  py: 'python',
  pyi: 'python',
  go: 'go',
  java: 'java',
  rs: 'rust',
  rb: 'ruby',
  rake: 'ruby',
  php: 'php',
  cs: 'csharp',
  kt: 'kotlin',
  kts: 'kotlin',
  c: 'c',
  // A header says which of the two it is only by what it holds; the larger language reads nearly all of the smaller.
  h: 'cpp',
  cc: 'cpp',
  cpp: 'cpp',
  cxx: 'cpp',
  hh: 'cpp',
  hpp: 'cpp',
  hxx: 'cpp',
}

/** The language of a file, told from its name; undefined for every file that no grammar reads. */
export function languageOf(path: string): Language | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  const extension = dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
  return Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined
}

/** JavaScript and what is written like it. */
export function isScript(language: Language): boolean {
  return language === 'javascript' || language === 'typescript' || language === 'tsx'
}
