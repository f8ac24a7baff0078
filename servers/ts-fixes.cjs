// Asks the project's own TypeScript for code fixes of its errors, and leaves whole new texts in the answer file.
// node ts-fixes.cjs ANSWER [CONFIG], started in the project's folder. Nothing of the project is written.
const fs = require('node:fs')
const path = require('node:path')
const { createRequire } = require('node:module')

const [answerFile, givenConfig] = process.argv.slice(2)
const root = process.cwd()

/** Code fixes that leave no doubt about what was meant; each must also lower the number of errors. */
const plainFixes = new Set([
  'spelling',
  'import',
  'fixAwaitInSyncFunction',
  'addMissingAwait',
  'returnValueCorrect',
  'convertToTypeOnlyImport',
  'convertToTypeOnlyExport',
  'fixOverrideModifier',
  'extendsInterfaceBecomesImplements',
  'forgottenThisPropertyAccess',
  'unusedIdentifier',
  'constructorForDerivedNeedSuperCall',
  'classSuperMustPrecedeThisAccess',
  'addMissingNewOperator',
  'fixConvertConstToLet',
  'addMissingConst',
  'fixImportNonExportedMember',
  'fixPropertyAssignment',
  'fixNaNEquality',
  'fixInvalidImportSyntax',
  'correctQualifiedNameToIndexedAccessType',
  'fixReturnTypeInAsyncFunction',
  'addVoidToPromise',
  'fixNoPropertyAccessFromIndexSignature',
  'fixExpectedComma',
  'inferFromUsage',
  'splitTypeOnlyImport',
  'fixAddMissingTypeof',
])
/** Errors at one time that a person would leave to a tool. */
const mostErrors = 40
/** Solutions that are offered, and steps that are looked at to find them. */
const mostVariants = 6
const mostSteps = 400
const until = Date.now() + 150_000

const answer = (value) => fs.writeFileSync(answerFile, JSON.stringify(value))

function main() {
  let ts
  try {
    ts = createRequire(path.join(root, 'package.json'))('typescript')
  } catch {
    return answer({ why: 'the project has no TypeScript installed' })
  }
  if (typeof ts.createLanguageService !== 'function')
    return answer({ why: `TypeScript ${ts.version} has no language service` })
  const program = openProgram(ts)
  if (program === undefined) return answer({ why: 'no tsconfig.json could be read' })
  const first = program.errors()
  if (first.length === 0) return answer({ why: 'its language service sees no error' })
  if (first.length > mostErrors) return answer({ why: `there are ${first.length} errors` })
  const variants = solve(ts, program)
  answer({ variants })
}

function openProgram(ts) {
  const given = givenConfig === undefined ? undefined : path.resolve(root, givenConfig)
  const isFolder = given !== undefined && fs.existsSync(given) && fs.statSync(given).isDirectory()
  const config =
    given === undefined ? path.join(root, 'tsconfig.json') : isFolder ? path.join(given, 'tsconfig.json') : given
  if (!fs.existsSync(config)) return undefined
  const parsed = ts.getParsedCommandLineOfConfigFile(
    config,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
  )
  if (parsed === undefined) return undefined
  const overlay = new Map()
  let version = 0
  const host = {
    getCompilationSettings: () => parsed.options,
    getProjectReferences: () => parsed.projectReferences,
    getScriptFileNames: () => parsed.fileNames,
    getScriptVersion: (file) => (overlay.has(file) ? `o${overlay.get(file).version}` : '0'),
    getScriptSnapshot: (file) => {
      const text = overlay.get(file)?.text ?? ts.sys.readFile(file)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: ts.sys.fileExists,
    readFile: (file) => overlay.get(file)?.text ?? ts.sys.readFile(file),
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  }
  const service = ts.createLanguageService(host)
  const isOwn = (file) => file.startsWith(root + path.sep) && !file.includes('/node_modules/')
  const own = () =>
    service
      .getProgram()
      .getSourceFiles()
      .map((each) => each.fileName)
      .filter(isOwn)
  return {
    service,
    isOwn,
    text: (file) => host.readFile(file),
    names: () => own(),
    source: (file) => service.getProgram().getSourceFile(file),
    errors: () =>
      own().flatMap((file) =>
        [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)]
          .filter((each) => each.category === ts.DiagnosticCategory.Error && each.start !== undefined)
          .map((each) => ({
            file,
            start: each.start,
            length: each.length,
            code: each.code,
            message: ts.flattenDiagnosticMessageText(each.messageText, '\n'),
          })),
      ),
    with(texts) {
      overlay.clear()
      for (const [file, text] of texts) overlay.set(file, { text, version: ++version })
    },
  }
}

/** Depth first: the first error, each of its fixes that lowers the count, and on. Whole solutions only. */
function solve(ts, program) {
  const found = []
  const seen = new Set()
  let steps = 0
  const visit = (texts, fixes, errors) => {
    if (errors.length === 0) {
      found.push({ files: Object.fromEntries([...texts].map(([file, text]) => [relative(file), text])), fixes })
      return
    }
    program.with(texts)
    const options = fixesOf(ts, program, errors[0])
    let tried = 0
    for (const option of options) {
      if (found.length >= mostVariants || ++steps > mostSteps || Date.now() > until) return
      const next = new Map(texts)
      program.with(texts)
      for (const [file, changes] of option.changes) next.set(file, applied(program.text(file), changes))
      const key = JSON.stringify([...next].sort())
      if (seen.has(key)) continue
      seen.add(key)
      program.with(next)
      const left = program.errors()
      if (left.length >= errors.length) continue
      visit(next, [...fixes, option.title], left)
      if (++tried >= 3) break
    }
  }
  const first = program.errors()
  visit(new Map(), [], first)
  return found
}

const relative = (file) => path.relative(root, file).split(path.sep).join('/')

function applied(text, changes) {
  let result = text
  for (const { start, length, newText } of [...changes].sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + newText + result.slice(start + length)
  return result
}

function fixesOf(ts, program, error) {
  const own = ownFixes(ts, program, error)
  const format = formatOf(ts, program.text(error.file))
  const quote =
    (program.text(error.file).match(/from '/g) ?? []).length >= (program.text(error.file).match(/from "/g) ?? []).length
  const preferences = { quotePreference: quote ? 'single' : 'double', allowRenameOfImportPath: false }
  let actions = []
  try {
    actions = program.service.getCodeFixesAtPosition(
      error.file,
      error.start,
      error.start + error.length,
      [error.code],
      format,
      preferences,
    )
  } catch {
    // A fix of the language service that fails is one fix less.
  }
  const plain = actions
    .filter((action) => plainFixes.has(action.fixName))
    .filter((action) => action.changes.every((each) => program.isOwn(each.fileName) && !each.isNewFile))
    .filter(
      (action) => !action.changes.some((each) => each.textChanges.some((change) => /:\s*any\b/.test(change.newText))),
    )
    .map((action) => ({
      title: action.description,
      changes: action.changes.map((each) => [
        each.fileName,
        each.textChanges.map((change) => ({
          start: change.span.start,
          length: change.span.length,
          newText: change.newText,
        })),
      ]),
    }))
  // `await` where the promise gets its name says it once for all.
  const first = plain.filter(({ title }) => /initializer/.test(title))
  return [...own, ...first, ...plain.filter((each) => !first.includes(each))]
}

/** As the file itself is written. */
function formatOf(ts, text) {
  const indent = /^( {2,8}|\t)\S/m.exec(text)?.[1] ?? '  '
  const lines = text.split('\n')
  const closed = lines.filter((line) => /;\s*$/.test(line)).length
  return {
    ...ts.getDefaultFormatCodeSettings('\n'),
    indentSize: indent === '\t' ? 4 : indent.length,
    convertTabsToSpaces: indent !== '\t',
    semicolons: closed > lines.length / 8 ? 'insert' : 'remove',
  }
}

/** What the message itself says, and the language service has no fix for. */
function ownFixes(ts, program, error) {
  const one = (title, start, length, newText) => ({ title, changes: [[error.file, [{ start, length, newText }]]] })
  const text = program.text(error.file)
  const there = text.slice(error.start, error.start + error.length)
  const meant = /Did you mean to write '([^']+)'\?/.exec(error.message)?.[1]
  if (meant !== undefined && error.code === 2561)
    return [
      one(
        `Change spelling to '${meant}'`,
        error.start,
        error.length,
        /^['"]/.test(there) ? there[0] + meant + there[0] : meant,
      ),
    ]
  const literal = /Did you mean '"([^"]+)"'\?/.exec(error.message)?.[1]
  if (error.code === 2820 && literal !== undefined) {
    const place = literalAt(ts, program.source(error.file), error)
    if (place !== undefined) {
      const quote = text[place.getStart()]
      return [one(`Change to '${literal}'`, place.getStart(), place.getWidth(), quote + literal + quote)]
    }
  }
  const extended = /Did you mean '([^']+\.[cm]?jsx?)'\?/.exec(error.message)?.[1]
  if (extended !== undefined && /^['"]/.test(there))
    return [one(`Import ${extended}`, error.start, error.length, there[0] + extended + there[0])]
  if (error.code === 2613 || error.code === 2614) return importForm(ts, program, error, one)
  if (error.code === 2307 || error.code === 2732) return movedFiles(program, error, there, one)
  if ([2531, 2532, 2533, 18047, 18048, 18049].includes(error.code)) return chained(ts, program, error, one)
  return []
}

function nodeAt(source, start, end) {
  let found
  const visit = (node) => {
    if (node.getStart(source) <= start && node.getEnd() >= end) {
      found = node
      node.forEachChild(visit)
    }
  }
  visit(source)
  return found
}

/** The literal that the error speaks of, or the value of the property that it stands at. */
function literalAt(ts, source, error) {
  let node = nodeAt(source, error.start, error.start + error.length)
  if (
    node !== undefined &&
    ts.isIdentifier(node) &&
    (ts.isPropertyAssignment(node.parent) || ts.isVariableDeclaration(node.parent))
  )
    node = node.parent.initializer
  if (node !== undefined && (ts.isReturnStatement(node) || ts.isParenthesizedExpression(node))) node = node.expression
  return node !== undefined && ts.isStringLiteral(node) ? node : undefined
}

/** `import X from` against `import { X } from`. */
function importForm(ts, program, error, one) {
  const node = nodeAt(program.source(error.file), error.start, error.start + error.length)
  let at = node
  while (at !== undefined && !ts.isImportDeclaration(at)) at = at.parent
  const clause = at?.importClause
  if (clause === undefined) return []
  const named = clause.namedBindings
  if (error.code === 2613 && clause.name !== undefined && named === undefined)
    return [one('Import it by name', clause.name.getStart(), clause.name.getWidth(), `{ ${clause.name.text} }`)]
  if (
    error.code === 2614 &&
    clause.name === undefined &&
    named?.elements?.length === 1 &&
    named.elements[0].propertyName === undefined
  )
    return [one('Import the default', named.getStart(), named.getWidth(), named.elements[0].name.text)]
  return []
}

/** A relative import of a file that is elsewhere by now: one of the same name, or of nearly the same name beside it. */
function movedFiles(program, error, there, one) {
  const specifier = /^(['"])(\.{1,2}\/.+)\1$/.exec(there)?.[2]
  if (specifier === undefined) return []
  const stem = (file) => path.basename(file).replace(/\.d\.[cm]?ts$|\.[cm]?[jt]sx?$/, '')
  const wanted = stem(specifier)
  const folder = path.dirname(error.file)
  const ending = /\.[cm]?jsx?$/.exec(specifier)?.[0] ?? ''
  const others = program.names().filter((file) => file !== error.file)
  const same = others.filter(
    (file) => stem(file) === wanted || (stem(file) === 'index' && path.basename(path.dirname(file)) === wanted),
  )
  const near = others.filter((file) => distance(stem(file).toLowerCase(), wanted.toLowerCase()) <= 2)
  return [...new Set([...same, ...near])].slice(0, 8).map((file) => {
    let to = path
      .relative(folder, file)
      .split(path.sep)
      .join('/')
      .replace(/\.d\.[cm]?ts$|\.[cm]?[jt]sx?$/, '')
    if (ending === '') to = to.replace(/\/index$/, '')
    if (!to.startsWith('.')) to = `./${to}`
    return one(`Import ${to}${ending}`, error.start, error.length, there[0] + to + ending + there[0])
  })
}

/** `order.customer.name` → `order.customer?.name`, where it is read. */
function chained(ts, program, error, one) {
  const node = nodeAt(program.source(error.file), error.start, error.start + error.length)
  const outer = node?.parent
  if (outer === undefined) return []
  const access =
    ts.isPropertyAccessExpression(node) &&
    node.expression.getStart() === error.start &&
    node.expression.getEnd() === error.start + error.length
      ? node
      : outer
  if (access.expression === undefined || access.questionDotToken !== undefined) return []
  const isWritten =
    ts.isBinaryExpression(access.parent) &&
    access.parent.left === access &&
    /=$/.test(access.parent.operatorToken.getText())
  if (isWritten) return []
  const end = access.expression.getEnd()
  if (ts.isPropertyAccessExpression(access)) return [one('Read it where it is there: ?.', end, 0, '?')]
  if (
    ts.isElementAccessExpression(access) ||
    (ts.isCallExpression(access) && access.expression.getEnd() === error.start + error.length)
  )
    return [one('Read it where it is there: ?.', end, 0, '?.')]
  return []
}

function distance(a, b) {
  if (Math.abs(a.length - b.length) > 2) return 9
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]
}

try {
  main()
} catch (error) {
  answer({ why: `it failed: ${String(error).slice(0, 200)}` })
}
