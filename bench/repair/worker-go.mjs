// Tries texts of one Go program: each is compiled as a package of its own, and one binary is linked for a few of them.
// One JSON object a line in, one out (run.mjs).
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { agreement, argumentsIn, isSameText, neighbours } from './calls.mjs'

const assertions = join(dirname(fileURLToPath(import.meta.url)), 'testify', 'assert.go')
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const task = JSON.parse((await lines.next()).value)
const folder = mkdtempSync(join(tmpdir(), 'bench-go-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const compile = spawnSync('go', ['env', 'GOTOOLDIR'], { encoding: 'utf8' }).stdout.trim()
const packages =
  'bytes container/heap container/list crypto/md5 encoding/hex errors fmt maps math math/big math/bits math/rand os reflect regexp runtime runtime/debug slices sort strconv strings testing time unicode unicode/utf8 encoding/json io bufio'

function spawned(program, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let told = ''
    const hear = (data) => {
      if (told.length < 200_000) told += data
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => done({ status: -1, told: String(error) }))
    child.on('close', (status, signal) => done({ status, signal, told }))
  })
}

/** A compiler that says nothing of the program has not judged it: a busy machine refuses processes and threads. */
async function judged(program, args) {
  for (let turn = 1; ; turn++) {
    const done = await spawned(program, args)
    const isWord = /\.go:\d+|^[\w/]+: (?:undefined|duplicated)/m.test(done.told) && !/could not import/.test(done.told)
    if (done.status === 0 || isWord) return done
    if (turn === 20) throw new Error(`${program}: ${done.told.slice(0, 500)}`)
    appendFileSync(join(tmpdir(), 'bench-go-trouble.txt'), `${done.status} ${done.signal} ${done.told.slice(0, 300)}\n`)
    await new Promise((next) => setTimeout(next, 250 * turn))
  }
}

const compiled = (path, files, output = `${path}.a`) =>
  judged(join(compile, 'compile'), ['-p', path, '-c=1', '-importcfg', 'importcfg', '-pack', '-o', output, ...files])

async function prepare() {
  const format = '{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}'
  const listed = spawnSync('go', ['list', '-export', '-deps', '-f', format, ...packages.split(' ')], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    // A cache that others clear is gone between two candidates.
    env: { ...process.env, GOCACHE: join(tmpdir(), 'bench-go-cache') },
  })
  const own = Array.from({ length: 64 }, (_, index) => `packagefile c${index}=${folder}/c${index}.a`)
  const testify = `packagefile github.com/stretchr/testify/assert=${folder}/assert.a`
  writeFileSync(join(folder, 'importcfg'), [listed.stdout, testify, ...own].join('\n'))
  await compiled('github.com/stretchr/testify/assert', [assertions], 'assert.a')
}

/** A package that is called main cannot be imported: only its name is changed, no line moves. */
const renamed = (text) => text.replace(/^package main\b/m, 'package p')

async function add(index, text, tests) {
  const place = join(folder, `c${index}`)
  mkdirSync(place, { recursive: true })
  const files = tests === undefined ? { 'program.go': text } : { 'program.go': text, 'program_test.go': tests }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(place, name), renamed(content))
  return compiled(
    `c${index}`,
    Object.keys(files).map((name) => join(place, name)),
  )
}

async function linked(main, name) {
  writeFileSync(join(folder, `${name}.go`), main)
  const built = await compiled('main', [`${name}.go`], `${name}.a`)
  if (built.status !== 0) return built.told
  const done = await judged(join(compile, 'link'), ['-importcfg', 'importcfg', '-s', '-w', '-o', name, `${name}.a`])
  return done.status === 0 ? undefined : done.told
}

const tests = [...task.tests.matchAll(/^func (Test\w*)\(/gm)].map((one) => one[1])

function driverOf(indexes) {
  const imports = indexes.map((index) => `\tc${index} "c${index}"`)
  const cases = indexes.map((index) => {
    const each = tests.map((name) => `{Name: "${name}", F: c${index}.${name}}`)
    return `\tcase "${index}":\n\t\ttests = []testing.InternalTest{${each.join(', ')}}`
  })
  return `package main

import (
\t"os"
\t"testing"
${imports.join('\n')}
)

func main() {
\tvar tests []testing.InternalTest
\twhich := os.Args[1]
\tos.Args = append(os.Args[:1], os.Args[2:]...)
\tswitch which {
${cases.join('\n')}
\t}
\ttesting.Main(func(string, string) (bool, error) { return true, nil }, tests, nil, nil)
}
`
}

async function batch({ batch: texts, seconds }) {
  const built = await Promise.all(texts.map((text, index) => add(index, text, task.tests)))
  const whole = built.map((one, index) => (one.status === 0 ? index : -1)).filter((index) => index >= 0)
  const answers = built.map((one) => ({ invalid: one.told.slice(0, 300) }))
  const refused = whole.length === 0 ? undefined : await linked(driverOf(whole), 'driver')
  for (const index of whole) {
    // What keeps one from being linked must not count against the others.
    const alone = refused === undefined ? undefined : await linked(driverOf([index]), 'driver')
    answers[index] = alone === undefined ? await run(index, seconds) : { invalid: alone }
  }
  return { answers }
}

async function run(index, seconds) {
  // Whole seconds: what counts milliseconds takes no parts of them.
  const limit = Math.ceil(Math.max(1, seconds))
  const started = performance.now()
  const { status, signal, told } = await spawned('./driver', [String(index), `-test.timeout=${limit}s`], {
    timeout: limit * 1000 + 500,
    killSignal: 'SIGKILL',
    env: { ...process.env, GOMEMLIMIT: '500MiB', GOMAXPROCS: '1' },
  })
  const took = (performance.now() - started) / 1000
  const how = status === 0 ? 'passed' : signal !== null || told.includes('test timed out') ? 'timeout' : 'failed'
  const message = /panic: (.{1,300})|(Not equal: .{1,300})/.exec(told)
  const found = {
    message: message?.[1] ?? message?.[2] ?? '',
    lines: [...told.matchAll(/\/program\.go:(\d+)/g)].slice(0, 6).map((one) => Number(one[1])),
    ...(message?.[1] === undefined ? {} : { exception: 'panic' }),
  }
  return { results: [{ name: 'check', status: how, seconds: took, ...(how === 'failed' ? found : {}) }], total: 1 }
}

function callerOf(calls) {
  const list = (which) =>
    calls.map((given) => `\tfunc() string { return told(${which}.${task.name}(${given})) },`).join('\n')
  return `package main

import (
\tc0 "c0"
\tc1 "c1"
\t"fmt"
\t"time"
)

func told(values ...interface{}) string { return fmt.Sprintf("= %#v", values) }

func asked(call func() string) string {
\tanswer := make(chan string, 1)
\tgo func() {
\t\tdefer func() {
\t\t\tif recover() != nil {
\t\t\t\tanswer <- "panics"
\t\t\t}
\t\t}()
\t\tanswer <- call()
\t}()
\tselect {
\tcase one := <-answer:
\t\treturn one
\tcase <-time.After(time.Second):
\t\treturn "no end"
\t}
}

var one = []func() string{
${list('c0')}
}

var other = []func() string{
${list('c1')}
}

func main() {
\tuntil := time.Now().Add(12 * time.Second)
\tfor index := range one {
\t\tif time.Now().After(until) {
\t\t\treturn
\t\t}
\t\tfmt.Printf("%q\\t%q\\n", asked(one[index]), asked(other[index]))
\t}
}
`
}

async function compare({ compare: [fixed, candidate] }) {
  if (isSameText(fixed, candidate)) return { same: true, how: 'tree' }
  for (const [index, text] of [fixed, candidate].entries()) await add(index, text)
  const given = argumentsIn(task.tests, new RegExp(`(?<![.\\w])${task.name}\\(`, 'g'))
  let refused = 'no call to repeat'
  // What names a variable of the test is no call that stands alone.
  for (const some of [
    given,
    given.filter(
      (one) =>
        !/(?<![\w.\]])[a-z]\w*(?![\w.({[])/.test(
          one
            .replace(/"[^"]*"/g, '')
            .replace(/\b(?:true|false|nil|int|string|float64|byte|rune|bool|map|interface|any)\b/g, ''),
        ),
    ),
  ]) {
    const calls = neighbours(some, 400)
    if (calls.length === 0) continue
    refused = await linked(callerOf(calls), 'caller')
    if (refused !== undefined) continue
    const { told } = await spawned('./caller', [], { timeout: 20_000, killSignal: 'SIGKILL' })
    const pairs = told
      .split('\n')
      .map((line) => line.split('\t').map((one) => (one === '' ? undefined : one.slice(1, -1))))
    return agreement(pairs.slice(0, calls.length), calls)
  }
  return { same: false, how: 'text', agreed: 0, asked: 0, differing: refused.slice(0, 200) }
}

await prepare()
for (let line = await lines.next(); !line.done; line = await lines.next()) {
  const request = JSON.parse(line.value)
  process.stdout.write(`${JSON.stringify(await ('batch' in request ? batch(request) : compare(request)))}\n`)
}
