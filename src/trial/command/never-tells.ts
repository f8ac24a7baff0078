/** Programs and options with which an exit code says nothing of tests. */

interface Mute {
  readonly program: RegExp
  /** Words that make it mute; any where absent. */
  readonly words?: RegExp
}

const mutes: readonly Mute[] = [
  { program: /^(?:true|:|echo|printf|sleep|date|pwd)$/ },
  // With a job it hands on how that ended.
  { program: /^wait$/, words: /^\s*wait$/ },
  { program: /^exit$/, words: /^exit\s+0+$/ },
  // As the last of a pipe they answer for themselves alone.
  {
    program: /^(?:tee|cat|less|more|head|tail|sort|uniq|wc|tr|cut|fmt|nl|column|ts|sed|pino-pretty|bunyan|strip-ansi)$/,
  },
  {
    program: /^make$/,
    words:
      /\s(?:-[bBdehikLmnpqrRsStvw]*[in][bBdehikLmnpqrRsStvw]*|--ignore-errors|--dry-run|--just-print|--recon)(?:\s|$)/,
  },
  {
    program: /^(?:mvn|mvnw)$/,
    words:
      /\s(?:-D(?:maven\.test\.failure\.ignore|testFailureIgnore|skipTests|maven\.test\.skip)(?:=true)?|-fn|--fail-never)(?:\s|$)/,
  },
  {
    program: /^(?:gradle|gradlew)$/,
    words: /\s(?:-x\s+(?:\S*:)?test|--exclude-task\s+(?:\S*:)?test|-m|--dry-run)(?:\s|$)/i,
  },
  {
    program: /^(?:pytest|py\.test)$/,
    words: /\s(?:--collect-only|--co|--suppress-tests-failed-exit-code|--help|--version)(?:\s|$)/,
  },
  { program: /^(?:jest|vitest|playwright)$/, words: /\s(?:--listTests|--list|--showConfig|--help|--version)(?:\s|$)/ },
  { program: /^(?:mocha|rspec)$/, words: /\s(?:--dry-run|--failure-exit-code[= ]0|--help|--version)(?:\s|$)/ },
  { program: /^cargo$/, words: /\s--no-run(?:\s|$)/ },
  { program: /^phpunit$/, words: /\s(?:--list-tests|--help|--version)(?:\s|$)/ },
  { program: /^karma$/, words: /\s--no-fail-on-failing-test-suite(?:\s|$)/ },
]

/** Words before a program that start it as it is. */
const carriers =
  /^(?:command|exec|time|env|nice|nohup|sudo|npx|bunx|pnpx|poetry|pipenv|uv|hatch|pdm|run|bundle|dotenv|cross-env|python3?|-m|--)$/

export function neverTells(command: string): boolean {
  // `! grep …` turns the answer around, which only a command that can fail makes sense of.
  if (/^!\s/.test(command)) return false
  const program = programOf(command)
  return mutes.some(
    (mute) =>
      mute.program.test(program) && (mute.words?.test(` ${command} `.replace(/^\s+exit/, 'exit').trimEnd()) ?? true),
  )
}

/** What comes before tests, or looks at sources: its exit code is not that of the tests. */
export function isPreparation(command: string): boolean {
  const program = programOf(command)
  if (/^(?:cd|mkdir|rm|rimraf|cp|mv|export|set|source|\.|umask|ulimit|chmod|touch|unset|trap)$/.test(program))
    return true
  if (
    /^(?:tsc|eslint|xo|standard|biome|prettier|oxlint|ruff|flake8|black|isort|mypy|golangci-lint|rubocop)$/.test(
      program,
    )
  )
    return true
  return /^(?:npm|pnpm|yarn|bun|pip3?|python3? -m pip|composer|bundle)\s+(?:ci|i|install|(?:run(?:-script)?\s+)?(?:lint|build|clean|format|typecheck|compile)\S*)(?:\s|$)/.test(
    command,
  )
}

function programOf(command: string): string {
  const words = command.split(/\s+/).slice(0, 12)
  const word = words.find((each) => !/^[A-Za-z_]\w*=/.test(each) && !carriers.test(each) && !/^-/.test(each))
  return (word ?? words[0] ?? '')
    .replace(/^.*\//, word?.startsWith('./') ? './' : '')
    .replace(/^\.\/(mvnw|gradlew)$/, '$1')
}
