// Tries texts of one Go program: each is compiled with its tests and run. One JSON object a line in, one out (run.mjs).
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The part of testify that the tests use: what is asked is the same, and nothing has to be downloaded. */
const assertions = `package assert

import (
	"bytes"
	"math"
	"reflect"
	"testing"
)

type Assertions struct{ t *testing.T }

func New(t *testing.T) *Assertions { return &Assertions{t} }

func (a *Assertions) Equal(expected, actual interface{}, _ ...interface{}) bool {
	a.t.Helper()
	if one, ok := expected.([]byte); ok {
		other, ok := actual.([]byte)
		if ok && bytes.Equal(one, other) { return true }
	} else if reflect.DeepEqual(expected, actual) { return true }
	a.t.Fatalf("Not equal: expected: %#v actual: %#v", expected, actual)
	return false
}
func (a *Assertions) NotEqual(expected, actual interface{}, _ ...interface{}) bool {
	if reflect.DeepEqual(expected, actual) { a.t.Fatalf("Should not be: %#v", actual) }
	return true
}
func (a *Assertions) True(value bool, _ ...interface{}) bool { return a.Equal(true, value) }
func (a *Assertions) False(value bool, _ ...interface{}) bool { return a.Equal(false, value) }
func (a *Assertions) Nil(value interface{}, _ ...interface{}) bool {
	if value != nil && !reflect.ValueOf(value).IsNil() { a.t.Fatalf("Expected nil, but got: %#v", value) }
	return true
}
func (a *Assertions) InDelta(expected, actual, delta float64, _ ...interface{}) bool {
	if math.Abs(expected-actual) > delta { a.t.Fatalf("Not equal: expected: %v actual: %v", expected, actual) }
	return true
}
func (a *Assertions) Less(one, other float64, _ ...interface{}) bool { return a.Equal(true, one < other) }
`

const folder = mkdtempSync(join(tmpdir(), 'bench-go-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const task = JSON.parse((await lines.next()).value)
mkdirSync(join(folder, 'assert'))
writeFileSync(join(folder, 'go.mod'), 'module github.com/stretchr/testify\n\ngo 1.21\n')
writeFileSync(join(folder, 'assert', 'assert.go'), assertions)
writeFileSync(join(folder, 'program_test.go'), task.tests)

function run({ run: text, seconds }) {
  writeFileSync(join(folder, 'program.go'), text)
  const built = spawnSync('go', ['test', '-c', '-vet=off', '-o', 'program.test', '.'], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (built.status !== 0) return { invalid: (built.stdout + built.stderr).slice(0, 300) }
  const started = performance.now()
  const limit = Math.max(1, seconds)
  const ran = spawnSync('./program.test', [`-test.timeout=${limit}s`], {
    cwd: folder,
    encoding: 'utf8',
    timeout: limit * 1000 + 500,
    killSignal: 'SIGKILL',
    env: { ...process.env, GOMEMLIMIT: '500MiB' },
    maxBuffer: 2 ** 24,
  })
  const took = (performance.now() - started) / 1000
  const output = ran.stdout ?? ''
  const status =
    ran.status === 0 ? 'passed' : ran.signal !== null || output.includes('test timed out') ? 'timeout' : 'failed'
  const told = `${output}\n${ran.stderr ?? ''}`
  const message = /panic: (.{1,300})|(Not equal: .{1,300})/.exec(told)
  const found = {
    message: message?.[1] ?? message?.[2] ?? '',
    lines: [...told.matchAll(/\/program\.go:(\d+)/g)].slice(0, 6).map((one) => Number(one[1])),
    ...(message?.[1] === undefined ? {} : { exception: 'panic' }),
  }
  return { results: [{ name: 'check', status, seconds: took, ...(status === 'failed' ? found : {}) }], total: 1 }
}

function compare({ compare: [fixed, candidate] }) {
  const flat = (text) => text.replace(/\/\/.*/g, '').replace(/\s+/g, '')
  return { same: flat(fixed) === flat(candidate), how: 'tree' }
}

for (let line = await lines.next(); !line.done; line = await lines.next()) {
  const request = JSON.parse(line.value)
  process.stdout.write(`${JSON.stringify('run' in request ? run(request) : compare(request))}\n`)
}
