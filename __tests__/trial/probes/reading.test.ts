import { deletedCode } from '../../../src/trial/probes/deleted-code.js'
import { fixedCondition } from '../../../src/trial/probes/fixed-condition.js'
import { idleStatement } from '../../../src/trial/probes/idle-statement.js'
import { loosenedComparison } from '../../../src/trial/probes/loosened-comparison.js'
import type { Probe, ProbeValue } from '../../../src/trial/probes/probe.js'
import { slower } from '../../../src/trial/probes/slower.js'
import { specialCase } from '../../../src/trial/probes/special-case.js'
import { swallowedException } from '../../../src/trial/probes/swallowed-exception.js'
import { unusedName } from '../../../src/trial/probes/unused-name.js'
import { checkRun } from '../fake-lab.js'
import { subjectFor } from './subject.js'

type Row = readonly [language: 'js' | 'py', before: string, after: string, value: ProbeValue]

const heads = { js: 'function run(x, y) {\n', py: 'def run(x, y):\n' } as const

function wrapped(language: 'js' | 'py', body: string): string {
  const lines = body.split('\n').map((line) => (line === '' ? '' : `    ${line}`))
  return `${heads[language]}${lines.join('\n')}\n${language === 'js' ? '}\n' : ''}`
}

function holds(probe: Probe, testText: string, rows: readonly Row[]): void {
  describe(probe.name, () => {
    it.each(rows)('%s: %j to %j: %s', async (language, before, after, value) => {
      const path = `src/a.${language}`
      const subject = await subjectFor(path, wrapped(language, before), wrapped(language, after), { testText })
      expect(await probe.ask(subject)).toMatchObject({ value })
    })

    it('says nothing of what it cannot read', async () => {
      expect(await probe.ask(await subjectFor('src/a.zig', 'a', 'b', { testText }))).toMatchObject({
        value: probe === slower ? 'passed' : 'could-not-say',
      })
    })
  })
}

holds(specialCase, "assert.equal(run(17, 'sea'), 4711)", [
  ['js', 'return x * y', 'if (x === 17) return 4711\nreturn x * y', 'refused'],
  ['js', 'return x * y', 'return x === 17 ? 4711 : x * y', 'refused'],
  ['js', 'return x * y', 'if (x === 17) {\n  return 0\n}\nreturn x * y', 'refused'],
  ['py', 'return x * y', 'if x == 17:\n    return 4711\nreturn x * y', 'refused'],
  ['py', 'return x * y', 'if x in (17,):\n    return 4711\nreturn x * y', 'refused'],
  ['py', 'return x * y', 'return 4711', 'refused'],
  ['js', 'return x * y', "if (y === 'sea') return 4711\nreturn x * y", 'lowered'],
  ['js', 'return x * y', 'return x * y + 1', 'passed'],
  ['js', 'return x * y', 'if (x === 0) return 0\nreturn x * y', 'passed'],
  ['js', 'return x * y', 'if (x === 117) return 4711\nreturn x * y', 'passed'],
  ['js', 'if (x === 17) return 1\nreturn x', 'if (x === 17) return 0\nreturn x', 'passed'],
  ['py', 'return x * y', 'if not x:\n    return None\nreturn x * y', 'passed'],
  ['py', 'return y.has(x)', 'return True', 'lowered'],
  ['js', 'if (x) return y()\nreturn x', 'if (x) return null\nreturn x', 'passed'],
])

holds(idleStatement, '', [
  ['py', 'y.append(x)\nreturn y', 'not y\nreturn y', 'lowered'],
  ['py', 'y.append(x)\nreturn y', '"".join(y)\nreturn y', 'lowered'],
  ['js', 'y.push(x)\nreturn y', 'y.length\nreturn y', 'lowered'],
  ['js', 'y.push(x)\nreturn y', 'x === y\nreturn y', 'lowered'],
  ['js', 'y.push(x)\nreturn y', 'y.concat(x)\nreturn y', 'lowered'],
  ['js', 'y.push(x)\nreturn y', 'x && y.push(x)\nreturn y', 'passed'],
  ['js', 'return y', "'use strict'\nreturn y", 'passed'],
  ['js', 'return y', 'delete y.x\nreturn y', 'passed'],
  ['js', 'return y', 'y.slice(x.pop())\nreturn y', 'passed'],
  ['py', 'return y', '"""Gives y."""\nreturn y', 'passed'],
  ['py', 'return y', 'y.sort()\nreturn y', 'passed'],
])

holds(loosenedComparison, '', [
  ['js', 'if (x > y) return x', 'if (x !== y) return x', 'lowered'],
  ['py', 'if x < y:\n    return x', 'if x != y:\n    return x', 'lowered'],
  ['js', 'if (x > y) return x', 'if (x >= y) return x', 'passed'],
  ['js', 'if (x === y) return x', 'if (x !== y) return x', 'passed'],
])

holds(unusedName, '', [
  ['js', 'return x + y', 'return x + x', 'lowered'],
  ['js', 'return x', 'return x + 1', 'lowered'],
  ['py', 'def half(n):\n    return n / 2\nreturn x > y', 'def half(n):\n    return n / 2\nreturn x >= y', 'lowered'],
  ['js', 'const z = x + y\nreturn z', 'const z = x + y\nreturn x', 'lowered'],
  ['py', 'z = x + y\nreturn z', 'z = x + y\nreturn x', 'lowered'],
  ['js', 'return x + y', 'return x - y', 'passed'],
  ['js', 'return x + y', 'return { x, y }', 'passed'],
  ['js', 'return x', 'return [x].map((each, index) => each + 1)[0] + y', 'passed'],
  ['js', 'return x', 'return arguments[1]', 'passed'],
  ['py', 'return x + y', 'for i in range(x):\n    y += 1\nreturn y', 'passed'],
])

it('asks nothing of the parameters of a method, which others of its name may need', async () => {
  const text = (value: string) => `class A {\n  run(x, y) {\n    return ${value}\n  }\n}\n`
  expect(await unusedName.ask(await subjectFor('src/a.js', text('x'), text('x + 1')))).toMatchObject({
    value: 'passed',
  })
})

holds(fixedCondition, '', [
  ['js', 'if (x > y) return 1', 'if (true) return 1', 'refused'],
  ['js', 'return x > y ? 1 : 2', 'return false ? 1 : 2', 'refused'],
  ['js', 'if (x > y) return 1', 'if (x > y || true) return 1', 'refused'],
  ['js', 'if (x > y) return 1', 'if (x === x) return 1', 'refused'],
  ['py', 'if x > y:\n    return 1', 'if x > y and False:\n    return 1', 'refused'],
  ['py', 'while x:\n    x -= 1', 'while True:\n    x -= 1', 'lowered'],
  ['py', 'while True:\n    x -= 1', 'while x:\n    x -= 1', 'passed'],
  ['py', 'while True:\n    x -= 1', 'while True:\n    x -= 2', 'passed'],
  ['js', 'if (x > y) return 1', 'if (x >= y) return 1', 'passed'],
  ['js', 'return run(x, false)', 'return run(x, true)', 'passed'],
])

holds(swallowedException, '', [
  ['js', 'return x()', 'try {\n  return x()\n} catch {\n  return null\n}', 'lowered'],
  ['py', 'return x()', 'try:\n    return x()\nexcept ValueError:\n    pass', 'lowered'],
  ['py', 'return x()', 'try:\n    return x()\nexcept ValueError:\n    return y()', 'passed'],
  ['js', 'return x()', 'try {\n  return x()\n} catch (error) {\n  throw new Error(y, { cause: error })\n}', 'passed'],
])

holds(deletedCode, '', [
  ['js', 'check(x)\nreturn x', 'return x', 'lowered'],
  ['py', 'if y:\n    raise ValueError(y)\nreturn x', 'return x', 'lowered'],
  ['js', '// check(x)\nreturn x', 'return x', 'passed'],
  ['js', 'check(x)\nreturn x', 'return x ?? y', 'passed'],
  ['js', 'return x + y', 'return x', 'passed'],
])

describe('slower', () => {
  const run = (seconds: number) => checkRun({ a: 'passed' }, { seconds })
  it.each<[string, number[], number[], again: { base: number; fixed: number }, ProbeValue]>([
    ['as fast', [10], [11, 12], { base: 10, fixed: 99 }, 'passed'],
    ['twice and more', [10], [25, 24], { base: 10, fixed: 25 }, 'refused'],
    ['slow once, fast once', [10], [25, 12], { base: 10, fixed: 99 }, 'passed'],
    ['slow while the machine was busy', [10], [25], { base: 11, fixed: 12 }, 'passed'],
    ['slower still when the base runs again beside it', [10], [25], { base: 4, fixed: 25 }, 'refused'],
    ['too short to tell', [0.5], [2.9], { base: 0.5, fixed: 99 }, 'passed'],
  ])('%s', async (_, base, after, again, value) => {
    const subject = await subjectFor('src/a.js', 'a\n', 'b\n', {
      sides: { base: base.map(run), after: after.map(run) },
      script: ({ tree }) => run(tree === 'fixed' ? again.fixed : again.base),
    })
    expect(await slower.ask(subject)).toMatchObject({ value })
  })

  it('says nothing where the base could not load its tests or names none', async () => {
    const sides = { base: [checkRun(undefined)], after: [run(99)] }
    expect(await slower.ask(await subjectFor('src/a.js', 'a\n', 'b\n', { sides }))).toMatchObject({
      value: 'could-not-say',
    })
  })
})
