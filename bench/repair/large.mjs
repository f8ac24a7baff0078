// How soon the first candidate of a long file is there, and what it takes: node bench/repair/large.mjs [--build FOLDER] [--lines 2000]
// Each language in a process of its own, because memory is counted for the whole process.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { built } from '../built.mjs'

const { values: options } = parseArgs({
  options: {
    build: { type: 'string' },
    lines: { type: 'string', default: '2000' },
    language: { type: 'string' },
    candidates: { type: 'string', default: '400' },
  },
})

/** A function of ten lines with what real ones have: branches, loops, calls of neighbours, members, literals. */
const shapes = {
  javascript: (n) => `export function price${n}(order, rates) {
  let total = ${n}
  for (const item of order.items) {
    if (item.count > ${n % 7} && !item.free) {
      total += item.count * rates[item.kind] - order.discount
    } else if (item.name === 'gift${n}') total = price${Math.max(0, n - 1)}(order, rates)
  }
  if (total < 0 || order.closed) return null
  return { total: Math.round(total), label: order.label + '-${n}', size: order.items.length - 1 }
}
`,
  python: (n) => `def price_${n}(order, rates):
    total = ${n}
    for item in order.items:
        if item.count > ${n % 7} and not item.free:
            total += item.count * rates[item.kind] - order.discount
        elif item.name == "gift${n}":
            total = price_${Math.max(0, n - 1)}(order, rates)
    if total < 0 or order.closed:
        return None
    return {"total": round(total), "label": order.label + "-${n}", "size": len(order.items) - 1}
`,
  go: (n) => `func price${n}(order Order, rates map[string]int) int {
	total := ${n}
	for index, item := range order.Items {
		if item.Count > ${n % 7} && !item.Free {
			total += item.Count*rates[item.Kind] - order.Discount
		} else if item.Name == "gift${n}" {
			total = price${Math.max(0, n - 1)}(order, rates) + index
		}
	}
	return total - len(order.Items)
}
`,
  java: (n) => `  static int price${n}(Order order, Map<String, Integer> rates) {
    int total = ${n};
    for (int i = 0; i < order.items.size(); i++) {
      Item item = order.items.get(i);
      if (item.count > ${n % 7} && !item.free) {
        total += item.count * rates.get(item.kind) - order.discount;
      } else if (item.name.equals("gift${n}")) total = price${Math.max(0, n - 1)}(order, rates);
    }
    return total - order.items.size() + 1;
  }
`,
}
const kinds = {
  javascript: ['src/prices.js', (all) => all],
  typescript: ['src/prices.ts', (all) => all.replaceAll('(order, rates) {', '(order: Order, rates: Rates): any {')],
  python: ['shop/prices.py', (all) => all],
  go: ['prices.go', (all) => `package shop\n\n${all}`],
  java: ['src/main/java/Prices.java', (all) => `class Prices {\n${all}}\n`],
}

function textFor(language, lines) {
  const shape = shapes[language === 'typescript' ? 'javascript' : language]
  return kinds[language][1](Array.from({ length: Math.floor(lines / 10) }, (_, n) => shape(n)).join(''))
}

async function measure(language) {
  const load = (file) => import(pathToFileURL(join(options.build, file)).href)
  const { createRulesRepairer } = await load('repair/rules/repairer.js')
  const { createSearchRepairer } = await load('repair/search/repairer.js')
  const { openSyntax } = await load('syntax/open.js')
  const { openGrammars } = await load('adapters/grammars.js')
  const syntax = openSyntax(openGrammars())
  const [path] = kinds[language]
  const text = textFor(language, Number(options.lines))
  const failure = {
    kind: 'test',
    title: 't',
    message: 'expected 3 to equal 4',
    detail: '',
    test: { name: 'prices' },
    frames: [],
    sourceLines: [1, 1],
    fingerprint: '000000000000',
    source: 'bench',
    occurrences: { count: 1, spike: false },
  }
  const source = { path, language, text }
  const evidence = {
    failure,
    suspects: [{ file: path, score: 1, why: 'called by the test' }],
    sources: [source],
    excerpts: [],
    output: '',
    instructions: '',
    cut: [],
    files: [path],
  }
  const row = { language, lines: text.split('\n').length }
  for (const [name, repairer] of [
    ['rules', createRulesRepairer(syntax)],
    ['search', createSearchRepairer(syntax)],
  ]) {
    const [cpu, started] = [process.cpuUsage(), performance.now()]
    let count = 0
    for await (const _ of repairer.propose(evidence, [])) {
      count++
      if (count === 1) {
        const { user, system } = process.cpuUsage(cpu)
        row[`${name}: first, CPU s`] = ((user + system) / 1e6).toFixed(2)
        row[`${name}: first, s`] = ((performance.now() - started) / 1000).toFixed(2)
      }
      if (count >= Number(options.candidates)) break
    }
    const { user, system } = process.cpuUsage(cpu)
    row[`${name}: ${options.candidates}, CPU s`] = `${((user + system) / 1e6).toFixed(2)} (${count})`
  }
  row['most memory, MB'] = Math.round(process.resourceUsage().maxRSS / 1024)
  return row
}

if (options.language !== undefined) {
  console.log(JSON.stringify(await measure(options.language)))
} else {
  const build = options.build ?? built()
  const rows = Object.keys(kinds).map((language) => {
    const given = [
      '--build',
      build,
      '--lines',
      options.lines,
      '--candidates',
      options.candidates,
      '--language',
      language,
    ]
    const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...given], { encoding: 'utf8' })
    return run.status === 0 ? JSON.parse(run.stdout) : { language, error: run.stderr.slice(-300) }
  })
  console.table(rows)
}
