/** What a node is, whatever its language calls it. `other` is passed over, `type` with all that is in it. */
export type Form =
  | 'name'
  | 'number'
  | 'string'
  | 'template'
  | 'regex'
  | 'true'
  | 'false'
  | 'null'
  | 'comparison'
  | 'arithmetic'
  | 'boolean'
  | 'not'
  | 'unary'
  | 'update'
  | 'call'
  | 'new'
  | 'arguments'
  | 'keyword'
  | 'subscript'
  | 'slice'
  | 'member'
  | 'list'
  | 'tuple'
  | 'set'
  | 'dictionary'
  | 'pair'
  | 'comprehension'
  | 'clause'
  | 'filter'
  | 'conditional'
  | 'group'
  | 'lambda'
  | 'await'
  | 'spread'
  | 'assignment'
  | 'augmented'
  | 'declaration'
  | 'declarator'
  | 'pattern'
  | 'parameters'
  | 'return'
  | 'raise'
  | 'expression-statement'
  | 'if'
  | 'elif'
  | 'else'
  | 'while'
  | 'for-each'
  | 'for-count'
  | 'break'
  | 'continue'
  | 'block'
  | 'function'
  | 'class'
  | 'import'
  | 'comment'
  | 'type'
  | 'other'

export const statementForms: ReadonlySet<Form> = new Set<Form>([
  'expression-statement',
  'return',
  'raise',
  'declaration',
  'if',
  'while',
  'for-each',
  'for-count',
  'break',
  'continue',
])

/** What is a statement in some languages, and inside of one in others. */
export const bareStatementForms: readonly Form[] = ['assignment', 'augmented', 'update', 'declarator']

/** What has a value. */
export const valueForms: readonly Form[] = [
  'name',
  'number',
  'string',
  'template',
  'true',
  'false',
  'null',
  'comparison',
  'arithmetic',
  'boolean',
  'not',
  'unary',
  'call',
  'new',
  'subscript',
  'member',
  'list',
  'tuple',
  'set',
  'dictionary',
  'comprehension',
  'conditional',
  'group',
]

export const valueFormSet: ReadonlySet<Form> = new Set(valueForms)
