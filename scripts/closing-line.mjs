// A jest reporter: one closing line that a person and a machine can read, and the skipped tests by name.
// biome-ignore lint/style/noDefaultExport: jest loads a reporter from the default export
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap((file) =>
      file.testResults.filter((test) => test.status === 'pending').map((test) => test.fullName),
    )
    for (const name of skipped) console.log(`skipped: ${name}`)
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    console.log(`${results.numPassedTests} passed, ${failed} failed, ${skipped.length} skipped`)
  }
}
