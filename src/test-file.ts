/** Folders and names that mean "test" by the habits of their languages, in one alternation per kind so that it stays linear. */
const testFolder = /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|testdata|fixtures|androidTest|cypress)\//i
const testName =
  /^(?:test_.*|tests?|conftest|spec)\.[a-z]+$|[._-](?:test|spec|tests|e2e|cy|bench)\.[^.]+$|_(?:test|spec)\.[a-z]+$|(?:Tests?|Spec|TestCase)\.(?:java|kt|kts|scala|groovy|php|cs|swift|m)$|\.(?:bats|t|snap)$/

/** True where the path is a test, or belongs to tests alone. A fix of a failure must not be looked for there. */
export function isTestFile(path: string): boolean {
  return testFolder.test(path) || testName.test(path.slice(path.lastIndexOf('/') + 1))
}
