const testFile =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|testdata|src\/test|androidTest)\/|(?:^|\/)(?:test_[^/]*\.py|conftest\.py)$|[._-](?:test|spec|tests)\.[^/.]+$|_(?:test|spec)\.(?:go|py|rb|exs|lua|dart|rs)$|(?:Tests?|Spec|TestCase)\.(?:java|kt|kts|scala|groovy|php|cs|swift|m)$|\.bats$|\.t$/

/** True where the path looks like a test by the habits of its language: a hint for ordering, nothing more. */
export function isTestFile(path: string): boolean {
  return testFile.test(path)
}
