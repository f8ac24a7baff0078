/** A line of one of several programs that print to the same log: whose it is, and what that program printed. */
export interface Prefixed {
  /** Empty for lines of the log itself. */
  readonly lane: string
  readonly text: string
}

/** Nobody runs more packages or services at one time; more names mean that these are no prefixes. */
const mostLanes = 64
/** Names stand at the beginning of a line; what comes later is text. */
const longestName = 80

const compose = /^([\w.-]{1,60}?)\s{1,40}\| ?/
const numbered = /[-_]\d{1,3}$/
const buildkit = /^#(\d{1,3}) \d{1,5}\.\d{1,4} /
const ant = /^\s{3,12}\[(?:junit|java|javac|exec|testng|junitlauncher|groovyc|scalac|apply|javadoc)\] ?/
const task = /^((?:@[\w.-]{1,60}\/)?[\w./-]{1,60}:[\w:.-]{1,60}): ?/
const packageName = /^((?:@[\w.-]{1,60}\/)?[a-z][\w.-]{1,60}): /
const script = /^((?:@?[\w.-]{1,60}\/){0,8}[\w.@-]{1,60} [\w:.-]{1,60})(?:\$ |: ?)/
/** concurrently's `[name] ` and, where nobody names the commands, `[0] `. */
const bracketed = /^\[(\d{1,2}|@?[a-z][\w:.@/-]{1,60})\](?: |$)/
/**
 * A tag of a log looks the same. What no logger writes behind its tag shows that a program prints there: an empty line,
 * an indented one, the echo of a script, the head of a traceback.
 */
const printed = /^\[[^\]]{1,62}\](?: ?$| {3,}\S| > \S| \$ \S| Traceback \(most recent call last\):)/
/** Levels of loggers, and words of tools that indent what they say. */
const tag =
  /^(?:info|warn|warning|error|err|debug|trace|fatal|notice|success|ok|pass|passed|fail|failed|skip|skipped|done|note|hint|junit|java|javac|exec|main|vite|plugin:.{0,60}|rollup|webpack-cli|tsl|signal.{0,60})$/
/** How turbo speaks of a task before the task says anything; its header is missing from a part of a log. */
const turboTask = /^(?:@[\w.-]{1,60}\/)?[\w./-]{1,60}:[\w:.-]{1,60}: (?:cache (?:miss|hit|bypass)|> \S{1,100}@\S|\$ \S)/

/** Words that tools, and not packages, begin a line with. */
const word =
  /^(?:error|warning|note|info|help|fatal|npm|yarn|pnpm|lerna|nx|turbo|sh|bash|make|node|git|ld|gcc|cc|clang|hint|debug|warn|e|w|i|go|cause|caused|expected|actual|received|message|stack|path|file|line|code|https?|file|data|ref|tasks|cached|time)$/

export interface Prefixes {
  split(text: string): Prefixed
  /** True once a tool has shown itself that puts names before lines: then any word may be one. */
  isFollowing(): boolean
}

/**
 * Takes away what docker compose, concurrently, BuildKit, turbo, lerna, nx, `pnpm -r` and Ant put before the lines of what they
 * run. A prefix of the monorepo tools looks like any word with a colon, so the tool has to show itself first.
 */
export function openPrefixes(): Prefixes {
  const lanes = new Set<string>()
  const services = new Set<string>()
  const commands = new Set<string>()
  let runner: 'turbo' | 'lerna' | 'pnpm' | undefined

  const inLane = (lane: string, text: string, length: number): Prefixed => {
    if (!lanes.has(lane) && lanes.size >= mostLanes) return { lane: '', text }
    lanes.add(lane)
    return { lane, text: text.slice(length) }
  }
  const ofRunner = (text: string): Prefixed | undefined => {
    const found = (runner === 'turbo' ? task : runner === 'pnpm' ? script : packageName).exec(text.slice(0, 200))
    const name = found?.[1]
    if (found === null || name === undefined || word.test(name)) return undefined
    // A file with a place is a compiler's line, not a package's.
    if (/\.\w{1,4}:\d/.test(name) || /\s\d+$/.test(name)) return undefined
    return inLane(name, text, found[0].length)
  }
  return {
    isFollowing: () => runner !== undefined || services.size > 0 || commands.size > 0,
    split(text) {
      const first = text.charCodeAt(0)
      if (first === 0x5b) {
        const found = bracketed.exec(text)
        const name = found?.[1] ?? ''
        if (name !== '' && !commands.has(name) && !tag.test(name) && commands.size < mostLanes) {
          if (printed.test(text) || /^\d/.test(name)) commands.add(name)
        }
        if (found !== null && commands.has(name)) return inLane(`[${name}]`, text, found[0].length)
      }
      if (first === 35) {
        const step = buildkit.exec(text)
        if (step !== null) return inLane(`#${step[1]}`, text, step[0].length)
      }
      if (first === 32 && text.charCodeAt(2) === 32) {
        const found = ant.exec(text)
        if (found !== null) return { lane: '', text: text.slice(found[0].length) }
      }
      runner = runnerOf(text, first) ?? runner
      if (first === 65 && text.startsWith('Attaching to ')) for (const name of attached(text)) services.add(name)
      const bar = text.indexOf('|')
      if (bar > 1 && bar < longestName) {
        const service = compose.exec(text)
        if (service?.[1] !== undefined && (services.has(service[1]) || numbered.test(service[1])))
          return inLane(service[1], text, service[0].length)
      }
      return (runner === undefined ? undefined : ofRunner(text)) ?? { lane: '', text }
    },
  }
}

function attached(text: string): string[] {
  return text
    .slice('Attaching to '.length)
    .split(', ')
    .map((name) => name.trim())
    .slice(0, mostLanes)
}

/** The line with which a tool says that it runs something in several packages. */
function runnerOf(text: string, first: number): 'turbo' | 'lerna' | 'pnpm' | undefined {
  if (first === 0x2022 && /^• (?:Packages in scope|Running \S{1,60} in \d)/.test(text)) return 'turbo'
  if (first === 0x53 && /^Scope: (?:\d{1,5} of \d{1,5}|all \d{1,5}) workspace projects/.test(text)) return 'pnpm'
  if (first === 0x6c && /^lerna (?:info|notice) /.test(text)) return 'lerna'
  if (text.includes(': ') && turboTask.test(text)) return 'turbo'
  if (first === 0x20 && /^ {1,2}NX {2,4}Running target/.test(text)) return 'lerna'
  return undefined
}
