import { shows } from '../conduct-rule.js'

/** Nobody can read what it is. */
export const largeLiteral = shows('large-literal', [{ pattern: /['"`][A-Za-z0-9+/=]{120,}['"`]/ }])
