import { nearest as nearestOf } from '../../nearest.js'
import type { ProjectRule, ProjectSite } from './project-rule.js'

const longestMessage = 6000
/** Files of settings are short; what is longer holds data. */
const longestFile = 200_000
const mostFiles = 200

const name = String.raw`[A-Za-z_$][\w$.-]{0,80}`
const quoted = String.raw`["'\x60]?`
/** What validators say of a key that they do not know. */
const unknown: readonly RegExp[] = [
  new RegExp(
    `[Uu]nknown (?:compiler option|option|key|field|property|setting|configuration (?:option|key)) ?:? ?${quoted}(${name})`,
  ),
  new RegExp(
    String.raw`[Uu]n(?:recognized|expected|supported) (?:key|option|field|property|setting)(?:\(s\)|s)?(?: in object)?:? ?${quoted}(${name})`,
  ),
  new RegExp(String.raw`Additional properties are not allowed \(${quoted}(${name})${quoted} was unexpected`),
  new RegExp(`[Ii]nvalid (?:key|option|setting):? ?${quoted}(${name})`),
  new RegExp(
    String.raw`${quoted}(${name})["'\x60] is not (?:allowed|a (?:known|valid|recognized) (?:key|option|field|property|setting))`,
  ),
]
/** The lists in which they name what they know, and the one that they think was meant. */
const meant = new RegExp(`[Dd]id you mean:? ?${quoted}(${name})`)
const lists =
  /(?:expected one of|(?<!not )(?:allowed|known|valid|expected|supported|available)(?: (?:keys|options|fields|properties|settings|values|ones))?(?: are)?):? {0,2}\[?([^\n\]]{1,2000})/i

/**
 * A key of a settings file (JSON, YAML, TOML) that a validator does not know, and that is nearly one that it does know: by
 * its own suggestion, by its list of allowed keys, or by the JSON Schema in the repository that the file names.
 */
export const misspeltKey: ProjectRule = {
  name: 'misspelt-key',
  works: 'JSON, YAML, TOML',
  async *propose(site) {
    const words = `${site.failure.message}\n${site.failure.detail}`.slice(0, longestMessage)
    const key = unknown.map((pattern) => pattern.exec(words)?.[1]).find((found) => found !== undefined)
    if (key === undefined) return
    const told = namedIn(words)
    for (const path of settingsFiles(site)) {
      const text = await site.read(path)
      const at = text === undefined || text.length > longestFile ? undefined : placeOf(key, text)
      if (text === undefined || at === undefined) continue
      const right = nearest(key, told.length > 0 ? told : await schemaKeys(text, path, site))
      if (right === undefined || placeOf(right, text) !== undefined) continue
      const after = text.slice(0, at) + right + text.slice(at + key.length)
      yield { texts: new Map([[path, after]]), explanation: `${path}: the key is called ${right}, not ${key}.` }
    }
  },
}

function namedIn(words: string): readonly string[] {
  const suggestion = meant.exec(words)?.[1]
  if (suggestion !== undefined) return [suggestion]
  const list = lists.exec(words)?.[1] ?? ''
  return list.match(/[A-Za-z_$][\w$-]{0,80}/g) ?? []
}

function settingsFiles({ failure, files }: ProjectSite): readonly string[] {
  const settings = files.filter((path) => /\.(?:jsonc?|json5|ya?ml|toml)$/.test(path) && !/lock/i.test(path))
  const own = failure.location?.file
  // A message that names the file leaves no doubt.
  const named = settings.filter((path) => path === own || failure.message.includes(path.replace(/^.*\//, '')))
  return (named.length > 0 ? named : settings).slice(0, mostFiles)
}

/** Where the key stands as a key; undefined where it does not, or more than once. */
function placeOf(key: string, text: string): number | undefined {
  const escaped = key.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  const found = [...text.matchAll(new RegExp(String.raw`(?<=^|[\s{,]|["'])${escaped}(?=["']?\s{0,20}[:=])`, 'gm'))]
  return found.length === 1 ? found[0]?.index : undefined
}

/** The one that is at most two letters away; of two that are as near, none. */
function nearest(key: string, known: readonly string[]): string | undefined {
  return nearestOf(
    key,
    known.filter((each) => each !== key),
    key.length <= 4 ? 1 : 2,
  )
}

/** Every property that the file's own schema knows, wherever it may stand: what does not fit there, the check refuses. */
async function schemaKeys(text: string, path: string, site: ProjectSite): Promise<readonly string[]> {
  const schema =
    /"\$schema"\s*:\s*"(\.{0,2}[\w./-]{1,300})"|yaml-language-server: \$schema=(\.{0,2}[\w./-]{1,300})/.exec(text)
  const target = schema?.[1] ?? schema?.[2]
  if (target === undefined) return []
  const folder = path.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') folder.pop()
    else if (part !== '.') folder.push(part)
  }
  const found = (await site.read(folder.join('/'))) ?? ''
  const blocks = found.slice(0, longestFile).matchAll(/"([A-Za-z_$][\w$-]{0,80})"\s*:\s*\{/g)
  return [...blocks].flatMap((block) =>
    block[1] === undefined || /^(?:properties|definitions|items)$/.test(block[1]) ? [] : [block[1]],
  )
}
