export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown }

export function valuesOf<T>(outcomes: readonly Outcome<T>[]): T[] {
  return outcomes.flatMap((each) => (each.ok ? [each.value] : []))
}

/** All that went wrong, as one error; undefined where nothing did. */
export function failureOf(outcomes: readonly Outcome<unknown>[]): AggregateError | undefined {
  const errors = outcomes.flatMap((each) => (each.ok ? [] : [each.error]))
  return errors.length === 0 ? undefined : new AggregateError(errors, `${errors.length} of ${outcomes.length} failed`)
}
