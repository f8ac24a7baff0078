import { serverFiles } from '../warm/servers.generated.js'
import type { SpectrumTool } from './spectrum-tool.js'

/** V8 counts what it runs; node reads the watch before the runner, in each of its processes. */
function spectrumOf(
  name: string,
  flag: string,
  script: 'spectrum-preload.cjs' | 'spectrum-node-test.mjs',
): SpectrumTool {
  return {
    name,
    files: { 'spectrum.cjs': serverFiles['spectrum.cjs'], [script]: serverFiles[script] },
    start: (selected, { folder, root }) => [
      `SUTURE_SPECTRUM=${folder}/answer`,
      `SUTURE_ROOT=${root}`,
      `NODE_OPTIONS="$NODE_OPTIONS ${flag}=${folder}/${script}"`,
      ...selected,
    ],
  }
}

export const spectrumOfNodeTest = spectrumOf('node:test', '--import', 'spectrum-node-test.mjs')
export const spectrumOfMocha = spectrumOf('mocha', '--require', 'spectrum-preload.cjs')
export const spectrumOfJest = spectrumOf('jest', '--require', 'spectrum-preload.cjs')
export const spectrumOfTape = spectrumOf('tape', '--require', 'spectrum-preload.cjs')
