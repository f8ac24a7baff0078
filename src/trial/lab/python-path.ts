/**
 * A package installed in place (`pip install -e .`) points at the workspace: without this, tests would import the code
 * that is there instead of the copy's.
 */
export function pythonPath(files: ReadonlySet<string>, directory: string): Record<string, string> {
  for (const file of files) {
    if (file.endsWith('.py')) return { PYTHONPATH: `${directory}/src:${directory}` }
  }
  return {}
}
