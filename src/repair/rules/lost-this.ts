import { child, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { nothingOf } from '../code/nothing.js'
import { argumentsOf, isCall, isMember, nodesAt, objectOf, propertyOf } from '../code/shape.js'
import { type Proposal, type Rule, type Site, scripts, wordsOf } from '../code/site.js'

/** A method that is handed on loses its object: `keys.forEach(this.bump)` → `keys.forEach((key) => this.bump(key))`. */
export const lostThis: Rule = {
  name: 'lost-this',
  languages: scripts,
  applies: (failure) => {
    const nothing = nothingOf(failure)
    return (
      nothing?.how === 'read' ||
      /this\.[\w$]{1,80} is not a function|Cannot (?:read|write) private/.test(wordsOf(failure))
    )
  },
  *candidates(site) {
    if (!usesThis(site)) return
    for (const node of nodesAt(site)) {
      if (!isCall(node) && node.type !== 'new_expression') continue
      for (const argument of argumentsOf(node)) yield* bound(site, argument)
    }
  },
}

/** Where a frame points, the innermost one must be a method that reads through `this`. */
function usesThis(site: Site): boolean {
  const frame = site.failure.frames.find((one) => one.inRepository)
  const file = site.code.files.find((one) => one.path === frame?.file)
  if (frame?.line === undefined || file === undefined) return true
  return (file.text.split('\n')[frame.line - 1] ?? '').includes('this')
}

function* bound(site: Site, argument: SyntaxNode): Generator<Proposal> {
  const object = isMember(argument) ? objectOf(argument) : undefined
  const property = object === undefined ? undefined : propertyOf(argument)
  if (object === undefined || property === undefined || !/^(?:this|identifier)$/.test(object.type)) return
  const method = methodNamed(site, textOf(site.file.tree, property))
  if (method === undefined) return
  const text = textOf(site.file.tree, argument)
  const own = textOf(site.file.tree, object)
  const change = (replacement: string) => [{ start: argument.start, end: argument.end, text: replacement }]
  const explanation = `${text} is handed on without its object: it is called on ${own} again.`
  const given = parametersOf(method).join(', ')
  yield { changes: change(`(${given}) => ${text}(${given})`), explanation, cost: -0.6 }
  yield { changes: change(`${text}.bind(${own})`), explanation, cost: 1.5 }
}

interface Method {
  readonly node: SyntaxNode
  readonly text: string
}

function methodNamed(site: Site, name: string): Method | undefined {
  for (const file of site.code.files) {
    const found = file.definitions.find(({ node, name: own }) => own === name && node.type === 'method_definition')
    if (found !== undefined) return { node: found.node, text: file.text }
  }
  return undefined
}

function parametersOf({ node, text }: Method): readonly string[] {
  const list = child(node, 'parameters')
  const names = (list === undefined ? [] : named(list)).map((one) => child(one, 'pattern') ?? child(one, 'left') ?? one)
  const isPlain = names.every((one) => one.type === 'identifier')
  return isPlain ? names.map((one) => text.slice(one.start, one.end)) : ['...given']
}
