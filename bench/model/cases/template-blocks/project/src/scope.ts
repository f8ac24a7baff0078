export interface Scope {
  readonly value: unknown
  readonly parent?: Scope
}

/** The innermost scope that knows the first part of the path decides. */
export function lookUp(scope: Scope, path: string): unknown {
  if (path === '.') return scope.value
  const [first = '', ...rest] = path.split('.')
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (isRecord(at.value) && first in at.value) return rest.reduce<unknown>(fieldOf, at.value[first])
  }
  return undefined
}

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
