import type { ConductRule } from '../conduct-rule.js'

/** Simpler, or less than it was. */
export const removesCode: ConductRule = {
  rule: 'removes-code',
  notice: ({ added, removed }) => (removed.length > added.length + 2 ? [`${removed.length} lines removed`] : []),
}
