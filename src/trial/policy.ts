import picomatch from 'picomatch'
import type { Patch, PatchFile } from '../domain.js'
import { isTestFile } from '../signals/test-file.js'
import { changedLines } from './changed-lines.js'

export interface Limits {
  readonly allow: readonly string[]
  readonly deny: readonly string[]
  readonly allowTestChanges: boolean
  readonly allowDependencyChanges: boolean
  readonly maxFiles: number
  readonly maxLines: number
}

export interface Refusal {
  readonly rule: string
  readonly why: string
}

interface PathRule {
  readonly rule: string
  readonly why: string
  refuses(file: PatchFile, limits: Limits): boolean
}

const governance =
  /(^|\/)(CODEOWNERS|AGENTS\.md|CLAUDE\.md|GEMINI\.md|\.gitattributes|\.gitmodules|\.gitignore|\.mailmap|\.npmrc|\.yarnrc(\.yml)?|pip\.conf|\.pypirc|\.netrc)$|^\.gitlab-ci|(^|\/)(Jenkinsfile|azure-pipelines\.ya?ml|bitbucket-pipelines\.ya?ml)$/i
/** Any top-level dot folder or dot file: .github, .circleci, .husky, .vscode, .cursor, .devcontainer, … */
const topLevelDot = /^\./
const manifest =
  /(^|\/)(package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|bun\.lockb?|deno\.lock|pyproject\.toml|poetry\.lock|uv\.lock|Pipfile(\.lock)?|requirements[^/]*\.(txt|in)|constraints[^/]*\.txt|go\.(mod|sum|work)|Cargo\.(toml|lock)|Gemfile(\.lock)?|[^/]+\.gemspec|composer\.(json|lock)|pom\.xml|[^/]+\.gradle(\.kts)?|gradle\.properties|libs\.versions\.toml|[^/]+\.(csproj|fsproj|vbproj|sln)|packages\.(config|lock\.json)|mix\.(exs|lock))$/i
const buildOrTestConfiguration =
  /(^|\/)((jest|vitest|vite|babel|webpack|rollup|esbuild|karma|playwright|cypress|ava|mocha|nyc|c8|eslint|prettier|biome|postcss|next|nuxt|svelte|astro|turbo|nx)(\.config)?\.[cm]?[jt]sx?|(jest|babel|nx|turbo|biome|lerna|tsconfig[^/]*|jsconfig)\.jsonc?|conftest\.py|setup\.(py|cfg)|pytest\.ini|tox\.ini|noxfile\.py|mypy\.ini|ruff\.toml|build\.rs|Makefile|GNUmakefile|justfile|CMakeLists\.txt|Dockerfile[^/]*|docker-compose[^/]*\.ya?ml|Rakefile|phpunit\.xml(\.dist)?|gradlew(\.bat)?|mvnw(\.cmd)?|\.mocharc[^/]*|\.babelrc[^/]*)$/i
const generated =
  /(^|\/)(dist|build|out|node_modules|vendor|third_party|bower_components|__generated__|generated)\/|\.min\.(js|css)$|\.map$|\.generated\.[^/]+$|_pb2?\.(py|js|ts|go)$/i
const snapshot = /(^|\/)__snapshots__\/|\.snap$|(^|\/)(fixtures?|testdata|golden|__mocks__|__fixtures__)\//i

function matches(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => picomatch.isMatch(path, glob, { dot: true }))
}

/** Asked in this order; the first that refuses names itself. `allow` opens none of them. */
const pathRules: readonly PathRule[] = [
  {
    rule: 'protected-path',
    why: 'governs the repository or its automation',
    refuses: (file) => topLevelDot.test(file.path) || governance.test(file.path),
  },
  {
    rule: 'dependency-file',
    why: 'is a dependency manifest or lock file (see allow-dependency-changes)',
    refuses: (file, limits) => manifest.test(file.path) && !limits.allowDependencyChanges,
  },
  {
    rule: 'build-configuration',
    why: 'configures the build or the tests',
    refuses: (file) => buildOrTestConfiguration.test(file.path),
  },
  { rule: 'generated-file', why: 'is generated or vendored', refuses: (file) => generated.test(file.path) },
  {
    rule: 'test-file-edited',
    why: 'is a test, a snapshot or a fixture (see allow-test-changes)',
    refuses: (file, limits) =>
      (isTestFile(file.path) || snapshot.test(file.path)) && file.before !== undefined && !limits.allowTestChanges,
  },
  { rule: 'denied-path', why: 'matches the input deny', refuses: (file, limits) => matches(limits.deny, file.path) },
  {
    rule: 'not-allowed-path',
    why: 'does not match the input allow',
    refuses: (file, limits) => limits.allow.length > 0 && !matches(limits.allow, file.path),
  },
]

/** Characters that make a reviewer see something else than the compiler does. */
const invisible = /[\p{Cf}\u2028\u2029]|[^\P{Cc}\t\n\r]/u

/** Latin letters and their lookalikes in one word: `аdmin` with a Cyrillic а. */
function mixesScripts(line: string): boolean {
  const words = line.match(/[\p{L}_]+/gu) ?? []
  return words.some((word) => /[A-Za-z]/.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word))
}

/** Longer lines are not read by people. */
const longestLine = 500

function textRule(line: string): Refusal | undefined {
  if (invisible.test(line)) return { rule: 'invisible-character', why: 'a control or format character is added' }
  if (mixesScripts(line)) return { rule: 'mixed-script', why: 'a word of mixed scripts is added' }
  if (line.length > longestLine) return { rule: 'long-line', why: `a line over ${longestLine} characters is added` }
  return undefined
}

/** The policy on what a fix may touch. Asked before tests run, again by verify and again before publishing. */
export function refusalOf(patch: Patch, limits: Limits): Refusal | undefined {
  for (const file of patch.files) {
    const broken = pathRules.find((each) => each.refuses(file, limits))
    if (broken) return { rule: broken.rule, why: `${file.path} ${broken.why}` }
  }
  if (patch.files.length > limits.maxFiles) {
    return { rule: 'max-files', why: `${patch.files.length} files changed, at most ${limits.maxFiles} are allowed` }
  }
  let changed = 0
  for (const file of patch.files) {
    const lines = changedLines(file)
    changed += lines.added.length + lines.removed.length
    const hit = lines.added.map(textRule).find((each) => each !== undefined)
    if (hit) return { rule: hit.rule, why: `${file.path}: ${hit.why}` }
  }
  return changed > limits.maxLines
    ? { rule: 'max-lines', why: `${changed} lines changed, at most ${limits.maxLines} are allowed` }
    : undefined
}
