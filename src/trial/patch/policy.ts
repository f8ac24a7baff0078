import type { Patch, PatchFile } from '../../domain.js'
import { isTestFile } from '../../test-file.js'
import { changedLines } from './changed-lines.js'
import { globMatches } from './glob.js'

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

/** Any dot folder or dot file: .github, .circleci, .husky, .vscode, .cursor, .devcontainer, .env, packages/a/.npmrc, … */
const dotPath = /(^|\/)\./
const governance = anyName(
  'CODEOWNERS|AGENTS\\.md|CLAUDE\\.md|GEMINI\\.md|copilot-instructions\\.md|dependabot\\.ya?ml|pip\\.conf|Jenkinsfile|azure-pipelines\\.ya?ml',
  'bitbucket-pipelines\\.ya?ml|appveyor\\.yml|codecov\\.yml|renovate\\.json5?|(vercel|firebase)\\.json|(netlify|fly|wrangler)\\.toml|wrangler\\.jsonc?|Vagrantfile|lefthook\\.ya?ml|action\\.ya?ml',
)
const manifest = anyName(
  'package\\.json|package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|pnpm-workspace\\.yaml|bun\\.lockb?',
  'deno\\.(lock|jsonc?)|import_map\\.json|pyproject\\.toml|[^/]*requirements[^/]*\\.(txt|in)|requirements\\/[^/]+\\.(txt|in)',
  'constraints[^/]*\\.txt|(poetry|uv|pdm|pylock[^/]*)\\.(lock|toml)|Pipfile(\\.lock)?|environment\\.ya?ml|go\\.(mod|sum|work|work\\.sum)',
  'Cargo\\.(toml|lock)|Gemfile(\\.lock)?|gems\\.(rb|locked)|[^/]+\\.gemspec|composer\\.(json|lock)|pom\\.xml|[^/]+\\.gradle(\\.kts)?',
  'gradle\\.properties|gradle-wrapper\\.(properties|jar)|libs\\.versions\\.toml|[^/]+\\.(csproj|fsproj|vbproj|sln|nuspec)',
  'Directory\\.(Packages|Build)\\.(props|targets)|packages\\.(config|lock\\.json)|mix\\.(exs|lock)|rebar\\.config|pubspec\\.(yaml|lock)',
  'Package\\.(swift|resolved)|Podfile(\\.lock)?|build\\.sbt|deps\\.edn|project\\.clj|flake\\.(nix|lock)|vcpkg\\.json|conanfile\\.(txt|py)',
)
const buildOrTestConfiguration = anyName(
  // `jest.config.integration.ts`, `vitest.setup.ts`, `webpack.prod.js`, `karma.conf.js`: but not a plain src/jest.ts.
  '(jest|vitest|vite|babel|webpack|rollup|esbuild|karma|playwright|cypress|ava|mocha|nyc|c8|eslint|prettier|postcss|tailwind|next|nuxt|svelte|astro|tsup|wdio|protractor|metro|swc)\\.(config|conf|setup|workspace|prod|dev|common)(\\.[^/]+)?',
  '(setup[-_.]?tests?|test[-_.]?setup|jest[-_]setup|gulpfile|Gruntfile)\\.[cm]?[jt]sx?',
  'bunfig\\.toml|nest-cli\\.json|(jest|babel|nx|turbo|biome|lerna|angular|tsconfig[^/]*|jsconfig)\\.jsonc?',
  'conftest\\.py|setup\\.(py|cfg)|pytest\\.(ini|toml)|tox\\.(ini|toml)|noxfile\\.py|mypy\\.ini|ruff\\.toml|(site|user)customize\\.py|[^/]+\\.pth',
  'build\\.rs|Makefile|GNUmakefile|[^/]+\\.mk|justfile|Taskfile\\.ya?ml|CMakeLists\\.txt|meson\\.build|BUILD(\\.bazel)?|WORKSPACE(\\.bazel)?|MODULE\\.bazel|[^/]+\\.bzl',
  '(Dockerfile|Containerfile)[^/]*|[^/]+\\.dockerfile|(docker-)?compose[^/]*\\.ya?ml|Rakefile|phpunit\\.xml(\\.dist)?|phpstan\\.neon(\\.dist)?|gradlew(\\.bat)?|mvnw(\\.cmd)?|Procfile',
)
const generated =
  /(^|\/)(node_modules|vendor|third_party|bower_components|__generated__|generated|__pycache__)\/|\.min\.(js|css)$|\.map$|\.generated\.[^/]+$|_pb2?(_grpc)?\.(pyi?|js|ts)$|\.pb\.(go|cc|h)$|\.designer\.cs$/i
/** Where builds write; below `src` and `lib` such a folder holds sources. */
const buildOutput = /^(?:(?!src\/|lib\/)[^/]+\/)*(?:dist|build|out)\//i
const snapshot = /(^|\/)__snapshots__\/|\.snap$|(^|\/)(fixtures?|testdata|golden|__mocks__|__fixtures__)\//i
/** These speak to the tests by being there: a new one is no new test. */
const speaksToTests = /(^|\/)(__snapshots__|__mocks__)\/|\.snap$/i
/** What tests stand on: whoever moves the logic under test in there tests himself. */
const testSupport =
  /(^|\/)(__mocks__|mocks?|stubs?|fakes?|test[-_]?(helpers?|utils?|support|lib)|testing|support|factories)\/[^/]+$|(^|\/)([^/]*[-_.]?(helpers?|utils?|mocks?|stubs?|fakes?|factory|setup|support|common|base)|spec_helper|rails_helper|bootstrap|TestCase)\.[a-z]+$/i

function isTestOrFixture(path: string): boolean {
  return isTestFile(path) || snapshot.test(path)
}

function closesTests(file: PatchFile, limits: Limits): boolean {
  return (speaksToTests.test(file.path) || file.before !== undefined) && !limits.allowTestChanges
}

function anyName(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(^|/)(${alternatives.join('|')})$`, 'i')
}

function matches(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => globMatches(glob, path))
}

/** Asked in this order; the first that refuses names itself. `allow` opens none of them. */
const pathRules: readonly PathRule[] = [
  {
    rule: 'protected-path',
    why: 'governs the repository or its automation',
    refuses: (file) => dotPath.test(file.path) || governance.test(file.path),
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
  {
    rule: 'generated-file',
    why: 'is generated or vendored',
    refuses: (file) => generated.test(file.path) || buildOutput.test(file.path),
  },
  {
    rule: 'test-support-edited',
    why: 'is what tests stand on: a helper or a mock (see allow-test-changes)',
    refuses: (file, limits) => isTestOrFixture(file.path) && testSupport.test(file.path) && closesTests(file, limits),
  },
  {
    rule: 'test-file-edited',
    why: 'is a test, a snapshot or a fixture (see allow-test-changes)',
    refuses: (file, limits) => isTestOrFixture(file.path) && closesTests(file, limits),
  },
  { rule: 'denied-path', why: 'matches the input deny', refuses: (file, limits) => matches(limits.deny, file.path) },
  {
    rule: 'not-allowed-path',
    why: 'does not match the input allow',
    refuses: (file, limits) => limits.allow.length > 0 && !matches(limits.allow, file.path),
  },
]

/**
 * Characters that make a reviewer see something else than the compiler does: control and format characters, halves of
 * characters, and letters without a shape.
 */
const invisible = /[\p{Cf}\p{Cs}\u2028\u2029\u115F\u1160\u3164\uFFA0\u2800]|[^\P{Cc}\t\n\r\f]/u

/** Latin letters and their lookalikes in one word: `аdmin` with a Cyrillic а. */
function mixesScripts(line: string): boolean {
  const words = line.match(/[\p{L}_]+/gu) ?? []
  return words.some((word) => /[A-Za-z]/.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word))
}

/** The first line of a file that has one brings it along, whatever else changes there. */
const byteOrderMark = '\uFEFF'

/** Longer lines are not read by people. */
const longestLine = 500

function textRule(line: string): Refusal | undefined {
  if (invisible.test(line)) return { rule: 'invisible-character', why: 'a control or format character is added' }
  // What is beyond is refused for its length; a word of millions of letters overflows the matcher's stack.
  if (mixesScripts(line.slice(0, longestLine))) return { rule: 'mixed-script', why: 'a word of mixed scripts is added' }
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
    const hasMark = file.before?.startsWith(byteOrderMark) === true
    const hit = lines.added
      .map((line) => textRule(hasMark ? line.replace(byteOrderMark, '') : line))
      .find((each) => each !== undefined)
    if (hit) return { rule: hit.rule, why: `${file.path}: ${hit.why}` }
  }
  return changed > limits.maxLines
    ? { rule: 'max-lines', why: `${changed} lines changed, at most ${limits.maxLines} are allowed` }
    : undefined
}
