// Tries texts of one Java program in one JVM that stays (Worker.java). One JSON object a line in, one out (run.mjs).
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { agreement, argumentsIn, isSameText, neighbours } from './calls.mjs'

const worker = join(dirname(fileURLToPath(import.meta.url)), 'Worker.java')
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const task = JSON.parse((await lines.next()).value)
const folder = mkdtempSync(join(tmpdir(), 'bench-java-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const flags = ['-Xmx700m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
const libraries = task.libraries ?? []
let answers
let machine

/** The worker's own classes, compiled once for all tasks that follow. */
function ownClasses() {
  const place = join(tmpdir(), `bench-java-worker-${statSync(worker).mtimeMs.toFixed(0)}`)
  if (existsSync(join(place, 'Worker.class'))) return place
  const fresh = mkdtempSync(join(tmpdir(), 'bench-java-worker-'))
  spawnSync('javac', ['-nowarn', '-d', fresh, worker])
  // Another may have been first: then its classes are there.
  if (!existsSync(place)) renameSync(fresh, place)
  return place
}

/** What a candidate is compiled against and judged by, compiled once: the tests, and the program as it is. */
async function prepare() {
  machine = spawn('java', [...flags, '-cp', [ownClasses(), ...libraries].join(':'), 'Worker', folder, ...libraries], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  answers = createInterface({ input: machine.stdout })[Symbol.asyncIterator]()
  const sources = Object.entries(task.files).flatMap(([name, text]) => [name, base64(text)])
  const [kind, told] = await ask(['prepare', ...sources])
  return kind === 'invalid' ? told : undefined
}

const base64 = (text) => Buffer.from(text).toString('base64')

async function ask(words) {
  machine.stdin.write(`${words.join(' ')}\n`)
  const answer = await answers.next()
  return answer.done ? ['invalid', 'the machine ended'] : answer.value.split('\t')
}

async function run({ run: text, seconds, longest, all, order = [] }) {
  // A class that is read for the first time takes longer than the test itself.
  const limit = Math.max(1, seconds)
  const words = ['run', limit, longest ?? 8, all ? 'all' : 'first', task.file, task.main, base64(text), order.join(',')]
  const [kind, ...told] = await ask(words)
  if (kind === 'invalid') return { invalid: told[0] }
  const results = told.map((one) => {
    const [name, status, took, frames, ...said] = one.split(' ')
    const [, exception, message = ''] = /^([\w.$]+): (.*)$/.exec(said.join(' ')) ?? []
    const failed = {
      exception,
      message: message === 'null' ? '' : message,
      lines: (frames ?? '').split(',').filter(Boolean).map(Number),
    }
    return { name, status, seconds: Number(took), ...(status === 'failed' ? failed : {}) }
  })
  return { results, total: results.length }
}

const callsName = 'Calls__'

/** Every call in a method of its own: one method may hold no more than 64 KiB. */
function callerOf(calls) {
  const methods = calls.map(
    (given, index) => `  static Object c${index}() throws Throwable { ${task.call.replace('{0}', () => given)} }`,
  )
  const cases = calls.map((_, index) => `      case ${index}: return told(c${index}());`)
  return `${task.imports}
public class ${callsName} {
  public static int count() { return ${calls.length}; }
  static String told(Object one) { return one == null || !one.getClass().isArray() ? (one instanceof Iterable<?> && !(one instanceof java.util.Collection) ? "?" : String.valueOf(one)) : java.util.Arrays.deepToString(new Object[] { one }); }
  public static String call(int which) throws Throwable {
    switch (which) {
${cases.join('\n')}
    }
    return "";
  }
${methods.join('\n')}
}
`
}

async function compare({ compare: [fixed, candidate] }) {
  if (isSameText(fixed, candidate)) return { same: true, how: 'tree' }
  // What names a variable of the test is no call that stands alone.
  const given = argumentsIn(task.tests, new RegExp(task.calls, 'g'))
  let told = ''
  for (const some of [
    given,
    given.filter((one) => !/(?<![\w.])[a-z]\w*(?![\w.(])/.test(one.replace(/"[^"]*"/g, ''))),
  ]) {
    const calls = neighbours(some, 400)
    const usable = await compiling(fixed, candidate, calls)
    if (typeof usable !== 'string') return usable
    told = usable
  }
  return { same: false, how: 'text', agreed: 0, asked: 0, differing: told }
}

async function compiling(fixed, candidate, calls) {
  if (calls.length === 0) return 'no call to repeat'
  const words = ['compare', task.file, callsName, base64(fixed), base64(candidate), base64(callerOf(calls))]
  const [kind, ...told] = await ask(words)
  if (kind === 'invalid') return told[0]
  return agreement(
    told.map((one) => one.split(' \u0001 ')),
    calls,
  )
}

const broken = await prepare()
for (let line = await lines.next(); !line.done; line = await lines.next()) {
  const request = JSON.parse(line.value)
  const answer = broken === undefined ? await ('run' in request ? run(request) : compare(request)) : { invalid: broken }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
machine?.stdin.end()
