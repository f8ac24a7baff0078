import { quote } from '../command/shell.js'
import { programName, readArguments, type Selection, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  '-b -c -g -I -p -x -P -D --tests --exclude-task --project-dir --init-script --console --max-workers --warning-mode --build-file --settings-file --gradle-user-home --include-build'.split(
    ' ',
  ),
)
const unwanted =
  /^(-[qt]|--(quiet|continuous|offline|continue|rerun-tasks|dry-run|scan|no-scan|fail-fast|daemon|console|build-cache|configuration-cache))$/
const testTask = /^(:?[\w.-]+:)*(test|check|build|[\w]+Test|test[A-Z]\w*)$/

function pattern(selection: Selection): string | undefined {
  if (selection.kind === 'all') return undefined
  const byFile = /([^/]+)\.(?:java|kt|scala|groovy)$/.exec(selection.file ?? '')?.[1]
  if (selection.kind === 'file') return byFile === undefined ? undefined : `*${byFile}`
  const { suite, name } = selection.test
  const type = suite !== undefined && /^[\p{L}\p{N}_.$]+$/u.test(suite) ? suite : byFile && `*${byFile}`
  const method = /^[\p{L}\p{N}_$]+/u.exec(name)?.[0]
  if (type === undefined) return undefined
  return method === undefined || /^[^([{]*\s/.test(name) ? type : `${type}.${method}${name === method ? '' : '*'}`
}

/**
 * Most projects of a build have no test of the chosen name, which is no failure of theirs. A wrapper writes a lock
 * beside its distribution: it gets a folder of its own with links to what the host has.
 */
const prepare = `export GRADLE_USER_HOME="$PWD/.suture-cache/gradle"
if [ ! -d "$GRADLE_USER_HOME" ]; then
  mkdir -p "$GRADLE_USER_HOME/wrapper/dists"
  if [ -n "\${GRADLE_RO_DEP_CACHE:-}" ]; then
    cp -as "$GRADLE_RO_DEP_CACHE/../wrapper/dists/." "$GRADLE_USER_HOME/wrapper/dists" 2>/dev/null || :
    find "$GRADLE_USER_HOME/wrapper" -name '*.lck' -exec rm -f {} +
  fi
fi
echo 'allprojects { tasks.withType(Test).configureEach { filter.failOnNoMatchingTests = false; ignoreFailures = false } }' >"$TMPDIR/suture.gradle"`

/** Gradle's test task writes one JUnit file for each class below the build folder. */
export const gradle: TestRunner = {
  name: 'gradle',
  starts: (words) => /^gradlew?$/.test(programName(words[0])) && words.slice(1).some((word) => testTask.test(word)),
  select(words, selection) {
    const wanted = pattern(selection)
    const { all } = readArguments(
      words.slice(1),
      valued,
      (flag) => unwanted.test(flag) || (wanted !== undefined && flag === '--tests'),
    )
    const own = ['--no-daemon', '--continue', '--console=plain', '--no-build-cache', '-I', '"$TMPDIR/suture.gradle"']
    if (wanted === undefined) return [words[0] ?? 'gradle', ...own, ...all]
    // `--tests` belongs to a test task: `check` and `build` have none, but run it.
    const tasks = all.map((word) => word.replace(/(^|:)(check|build)$/, '$1test'))
    const last = tasks.findLastIndex((word) => testTask.test(word))
    return [
      words[0] ?? 'gradle',
      ...own,
      ...tasks.slice(0, last + 1),
      '--tests',
      quote(wanted),
      ...tasks.slice(last + 1),
    ]
  },
  collects: { kind: 'files', pattern: '*/test-results/*/TEST-*.xml' },
  prepare,
  namesSuffice: true,
  offline: { flags: ['--offline'] },
}
