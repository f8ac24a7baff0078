import { linterXml, numberOf } from './linter-xml.js'

/** Checkstyle's XML, which linters of all languages write: `file` with `error`s. */
export const checkstyleXml = linterXml({
  format: 'checkstyle-xml',
  recognises: (root) => root === 'checkstyle',
  finding: 'error',
  parts: new Set(),
  read({ attributes }, _, ancestors) {
    const file = ancestors.findLast((element) => element.name === 'file')
    return {
      file: file?.attributes['name'] || undefined,
      line: numberOf(attributes['line']),
      column: numberOf(attributes['column']),
      // `com.puppycrawl.tools.checkstyle.checks.imports.UnusedImportsCheck` and `eslint.rules.semi` say where from, too.
      rule:
        attributes['source']?.replace(/^(?:eslint\.rules\.|com\.puppycrawl\.tools\.checkstyle\.(?:checks\.)?)/, '') ||
        undefined,
      message: attributes['message'] ?? '',
      severity: attributes['severity'],
    }
  },
})
