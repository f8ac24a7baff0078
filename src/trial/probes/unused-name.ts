import { isFunction } from '../../syntax/definitions.js'
import { ancestors, child, descend, named, type SyntaxNode, type SyntaxTree, textOf } from '../../syntax/tree.js'
import { removedNodes, writtenNodes } from './nodes.js'
import { type Changed, couldNotSay, lowered, type Probe, passed } from './probe.js'

/**
 * A parameter, variable or inner function of the patched function that nothing uses: somebody wrote it for a purpose,
 * and either the patch took its use away, or the use is what was missing.
 */
export const unusedName: Probe = {
  name: 'unused-name',
  asked: 'always',
  async ask({ changed }) {
    if (changed.length === 0) return couldNotSay('no changed file is in a language that can be read')
    const [first] = changed.flatMap(unusedIn)
    return first === undefined ? passed('all names of the patched functions are used') : lowered(first)
  },
}

function unusedIn(changed: Changed): readonly string[] {
  const { before, after, file } = changed
  const functions = new Set([...writtenNodes(changed)].flatMap((node) => outermost(node) ?? []))
  const old = new Set(before === undefined ? [] : [...removedNodes(changed)].flatMap((node) => outermost(node) ?? []))
  const unusedBefore = new Set(before === undefined ? [] : [...old].flatMap((node) => unusedNames(before, node)))
  return [...functions].flatMap((node) =>
    unusedNames(after, node).map((name) =>
      unusedBefore.has(name)
        ? `nothing uses \`${name}\` in the function at line ${node.line} of ${file.path}, before or after the patch: its use may be what is missing`
        : `nothing uses \`${name}\` any more in the function at line ${node.line} of ${file.path}`,
    ),
  )
}

/** The outermost function around a node, or itself. */
function outermost(node: SyntaxNode): SyntaxNode | undefined {
  return [node, ...ancestors(node)].findLast(isFunction)
}

const inner = /^(?:function_declaration|function_definition|variable_declarator)$/
const identifiers = /^(?:identifier|shorthand_property_identifier)$/

function unusedNames(tree: SyntaxTree, whole: SyntaxNode): readonly string[] {
  // These reach every name without saying it.
  if (/\b(?:arguments|locals|eval|exec|vars)\b/.test(textOf(tree, whole))) return []
  const declared = [...declaredIn(tree, whole)]
  const places = new Set(declared)
  const used = new Set<string>()
  for (const node of descend(whole)) if (identifiers.test(node.type) && !places.has(node)) used.add(textOf(tree, node))
  const names = new Set(declared.map((node) => textOf(tree, node)))
  return [...names].filter((name) => !used.has(name) && !/^_|^(?:self|cls|this)$/.test(name))
}

/** Places where a name is made: parameters of the function itself, plain variables, and inner functions. */
function* declaredIn(tree: SyntaxTree, whole: SyntaxNode): Generator<SyntaxNode> {
  const isMethod = whole.type === 'method_definition' || whole.parent?.parent?.type === 'class_definition'
  // A method may have a parameter because others of its name need it.
  for (const parameter of isMethod ? [] : (child(whole, 'parameters')?.children ?? [])) {
    const name = parameter.type === 'identifier' ? parameter : (child(parameter, 'name') ?? child(parameter, 'pattern'))
    if (name?.type === 'identifier') yield name
  }
  const outer = outerNames(tree, whole)
  for (const node of descend(whole)) {
    // What is decorated is used by its decorator.
    const isInner =
      node !== whole && inner.test(node.type) && node.named && node.parent?.type !== 'decorated_definition'
    const name = isInner ? child(node, 'name') : node.type === 'assignment' ? child(node, 'left') : undefined
    if (name?.type === 'identifier' && !outer.has(textOf(tree, name))) yield name
  }
}

/** `global total` and `nonlocal total`: what is assigned is used elsewhere. */
function outerNames(tree: SyntaxTree, whole: SyntaxNode): ReadonlySet<string> {
  const statements = [...descend(whole)].filter((node) => /^(?:global|nonlocal)_statement$/.test(node.type))
  return new Set(statements.flatMap(named).map((one) => textOf(tree, one)))
}
