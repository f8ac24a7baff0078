import type { Failure, RepoPath } from '../domain.js'
import { isFunction } from '../syntax/definitions.js'
import type { ParsedFile } from '../syntax/file.js'
import { stringValue } from '../syntax/imports.js'
import {
  ancestors,
  child,
  descend,
  named,
  nodeAtOffset,
  offsetOfLine,
  type SyntaxNode,
  textOf,
} from '../syntax/tree.js'
import { isTestFile } from '../test-file.js'
import type { Project } from './project.js'

/** The failing test in its file. `statement` is the statement that failed, where a frame says so. */
export interface FailingTest {
  readonly file: ParsedFile
  readonly block: SyntaxNode
  readonly statement: SyntaxNode | undefined
}

/** Where a title occurs in more files than these, none of them is likely to be the one. */
const mostFiles = 3
/** Test files that are read for a title: each is one blob. */
const mostRead = 400

/** The failing test; several where the report names no file and its title stands in more than one. */
export async function findFailingTests(failure: Failure, project: Project): Promise<readonly FailingTest[]> {
  for (const path of testFilesOf(failure)) {
    const file = project.files.has(path) ? await project.parsed(path) : undefined
    if (file !== undefined) return [locateTest(failure, file)]
  }
  return failure.test === undefined ? [] : titled(failure, failure.test.name, project)
}

/** The files that may hold the test: as the report says, as the frames say, most certain first. */
function* testFilesOf(failure: Failure): Generator<RepoPath> {
  if (failure.test?.file !== undefined) yield failure.test.file as RepoPath
  // A file that does not load is reported as a test of the file's own name.
  if (failure.test !== undefined) yield failure.test.name as RepoPath
  for (const frame of failure.frames) if (frame.inRepository && isTestFile(frame.file)) yield frame.file as RepoPath
  if (failure.location !== undefined && isTestFile(failure.location.file)) yield failure.location.file as RepoPath
}

/** The last resort: test files in which a test has this title, those with the suite's title first. */
async function titled(failure: Failure, name: string, project: Project): Promise<readonly FailingTest[]> {
  const bare = lastPart(name)
  const found: FailingTest[] = []
  for (const path of [...project.files].filter(isTestFile).slice(0, mostRead)) {
    const text = await project.text(path)
    const file = text?.includes(bare.slice(0, 20)) ? await project.parsed(path) : undefined
    if (file !== undefined && blockNamed(file, name) !== undefined) found.push(locateTest(failure, file))
  }
  const suite = lastPart(failure.test?.suite ?? '')
  const within = suite === '' ? [] : found.filter(({ file }) => file.text.includes(suite))
  const likely = within.length > 0 ? within : found
  return likely.length <= mostFiles ? likely : []
}

/** Finds the test's block by its name, and the statement that failed by the frames. */
export function locateTest(failure: Failure, file: ParsedFile): FailingTest {
  const places = [...failure.frames, ...(failure.location === undefined ? [] : [failure.location])]
  const line = places.find((place) => place.file === file.path)?.line
  const byName = blockNamed(file, failure.test?.name ?? '')
  const statement = line === undefined ? undefined : statementAt(file, line)
  const around = statement === undefined ? undefined : [...ancestors(statement)].find(isTestBlock)
  return { file, block: byName ?? around ?? file.tree.root, statement }
}

const statementTypes = /_statement$|_declaration$|^assignment$|^return_statement$/

function statementAt(file: ParsedFile, line: number): SyntaxNode | undefined {
  const start = offsetOfLine(file.text, line)
  const first = file.text.slice(start).search(/[^ \t]/)
  const node = nodeAtOffset(file.tree, start + Math.max(0, first))
  return [node, ...ancestors(node)].find((one) => statementTypes.test(one.type))
}

/** Methods of a test class, and the functions that a runner finds by their names. */
const testFunctions: ReadonlySet<string> = new Set([
  'function_definition',
  'function_declaration',
  'method_declaration',
  'function_item',
  'method',
])

/** A test function, or a call like `test('name', () => …)`. */
function isTestBlock(node: SyntaxNode): boolean {
  if (testFunctions.has(node.type)) return true
  return node.type === 'call_expression' && node.children.some((part) => named(part).some(isFunction))
}

function blockNamed(file: ParsedFile, name: string): SyntaxNode | undefined {
  const bare = withoutParameters(name)
  const titles = new Set([bare, lastPart(name), ...bareNames(bare)])
  for (const node of descend(file.tree.root)) {
    const title = titleOf(file, node)
    if (title !== undefined && title !== '' && (titles.has(title) || bare.endsWith(` ${title}`))) return node
  }
  return undefined
}

/** All tests of the file. */
export function testBlocks(file: ParsedFile): readonly SyntaxNode[] {
  return [...descend(file.tree.root)].filter((node) => (titleOf(file, node) ?? '') !== '')
}

/** `TestAdd/two_words` of Go, `tests::adds` of Rust, `adds(int)[1]` and `CartTest#adds` of the JVM, `CartTest.adds`. */
function bareNames(name: string): readonly string[] {
  const [top = ''] = name.split('/')
  const called = top.replace(/\(.{0,500}\)$/, '')
  const module = called.slice(called.lastIndexOf(':') + 1)
  return [top, called, module, called.slice(Math.max(called.lastIndexOf('#'), called.lastIndexOf('.')) + 1)]
}

function withoutParameters(name: string): string {
  return name.replace(/\[.{0,500}\]$/, '')
}

/** Reports join suites and parameters to the name in many ways: the last part is what the source spells. */
function lastPart(name: string): string {
  const bare = withoutParameters(name)
  return bare.slice(Math.max(bare.lastIndexOf(' > '), bare.lastIndexOf(' › ')) + 1).replace(/^[>›] ?/, '')
}

function titleOf(file: ParsedFile, node: SyntaxNode): string | undefined {
  if (testFunctions.has(node.type)) {
    const name = child(node, 'name')
    return name === undefined ? undefined : textOf(file.tree, name)
  }
  if (node.type !== 'call_expression' || !isTestBlock(node)) return undefined
  const callee = child(node, 'function')
  if (callee === undefined || /^(?:describe|suite|context)\b/.test(textOf(file.tree, callee))) return undefined
  return stringValue(file.tree, named(child(node, 'arguments') ?? node)[0])
}
