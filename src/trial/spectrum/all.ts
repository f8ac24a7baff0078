import { spectrumOfGo } from './go-test.js'
import { spectrumOfJest, spectrumOfMocha, spectrumOfNodeTest, spectrumOfTape } from './javascript.js'
import { spectrumOfPytest, spectrumOfUnittest } from './python.js'
import type { SpectrumTool } from './spectrum-tool.js'

/** The runners that tell cheaply what each test runs; of the others nothing is known. */
export const spectrumTools: readonly SpectrumTool[] = [
  spectrumOfPytest,
  spectrumOfUnittest,
  spectrumOfNodeTest,
  spectrumOfMocha,
  spectrumOfJest,
  spectrumOfTape,
  spectrumOfGo,
]
