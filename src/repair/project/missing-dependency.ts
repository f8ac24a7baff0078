import type { ProjectRule, ProjectSite } from './project-rule.js'

/** Package names as npm takes them. */
const packageName = String.raw`(?:@[a-z0-9~-][\w.~-]{0,100}\/)?[a-z0-9~-][\w.~-]{0,100}`
const messages: readonly RegExp[] = [
  new RegExp(`Cannot find (?:package|module) ['"](${packageName})(?:/[^'"]{0,200})?['"]`),
  new RegExp(`['"\`](${packageName})['"\`] should be listed in the project's dependencies`),
  new RegExp(`['"\`](${packageName})['"\`] is (?:extraneous|not listed in)`),
  new RegExp(`Unlisted dependenc(?:y|ies)[\\s\\S]{0,100}?\\b(${packageName})\\b`),
]
const mostManifests = 60

/**
 * A package that code imports and its package.json does not name: added with the range that another package.json of the
 * repository has for it, or with the version of the lock file. A name that the repository has never seen is never added.
 * Needs `allow-dependency-changes`, and counts only where the package is installed.
 */
export const missingDependency: ProjectRule = {
  name: 'missing-dependency',
  works: 'npm',
  async *propose(site) {
    const words = `${site.failure.message}\n${site.failure.detail}`.slice(0, 6000)
    const name = messages.map((pattern) => pattern.exec(words)?.[1]).find((found) => found !== undefined)
    const own = manifestOf(site)
    const text = own === undefined ? undefined : await site.read(own)
    if (name === undefined || own === undefined || text === undefined || knows(text, name)) return
    const known = (await fromManifests(name, own, site)) ?? (await fromLock(name, site))
    if (known === undefined) {
      site.say(`${name} is named nowhere in this repository: it is not added`)
      return
    }
    const after = withDependency(text, name, known.range)
    if (after !== undefined)
      yield { texts: new Map([[own, after]]), explanation: `${own} names ${name}, as ${known.where} does.` }
  },
}

/** The package.json nearest above the file that imports. */
function manifestOf({ failure, failing, workingDirectory, files }: ProjectSite): string | undefined {
  const tracked = new Set<string>(files)
  const from = failing[0] ?? failure.frames.find((frame) => frame.inRepository)?.file ?? `${workingDirectory}x`
  const parts = from.split('/').slice(0, -1)
  for (let up = parts.length; up >= 0; up--) {
    const path = [...parts.slice(0, up), 'package.json'].join('/')
    if (tracked.has(path)) return path
  }
  return undefined
}

const sections = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const

function knows(text: string, name: string): boolean {
  return sections.some((section) => rangeIn(text, section, name) !== undefined)
}

function rangeIn(text: string, section: string, name: string): string | undefined {
  try {
    const range: unknown = JSON.parse(text)?.[section]?.[name]
    return typeof range === 'string' ? range : undefined
  } catch {
    return undefined
  }
}

async function fromManifests(name: string, own: string, site: ProjectSite) {
  const others = site.files.filter((path) => /(?:^|\/)package\.json$/.test(path) && path !== own)
  for (const path of others.slice(0, mostManifests)) {
    const text = (await site.read(path)) ?? ''
    const range = sections.map((section) => rangeIn(text, section, name)).find((found) => found !== undefined)
    // A path or link means something else from another folder.
    if (range !== undefined && !/^(?:file|link|portal):/.test(range)) return { range, where: path }
  }
  return undefined
}

async function fromLock(name: string, { workingDirectory, read }: ProjectSite) {
  for (const path of new Set([`${workingDirectory}package-lock.json`, 'package-lock.json'])) {
    try {
      const entry: unknown = JSON.parse((await read(path)) ?? '')?.packages?.[`node_modules/${name}`]?.version
      if (typeof entry === 'string' && /^\d+\.\d+\.\d+/.test(entry)) return { range: `^${entry}`, where: path }
    } catch {
      // No lock file, or one that is broken: it names nothing.
    }
  }
  return undefined
}

/** Into `dependencies` in its alphabetical place, with the file's own indentation. */
function withDependency(text: string, name: string, range: string): string | undefined {
  try {
    const manifest = JSON.parse(text)
    const old: Record<string, string> = manifest.dependencies ?? {}
    const entries = [...Object.entries(old), [name, range] as const].sort(([a], [b]) => (a < b ? -1 : 1))
    manifest.dependencies = Object.fromEntries(entries)
    const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  '
    return `${JSON.stringify(manifest, null, indent)}${text.endsWith('\n') ? '\n' : ''}`
  } catch {
    return undefined
  }
}
