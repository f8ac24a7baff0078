import { serverFiles } from '../warm/servers.generated.js'
import type { SpectrumTool } from './spectrum-tool.js'

const files = { 'suture_spectrum.py': serverFiles['suture_spectrum.py'] } as const

function watched(folder: string, root: string): readonly string[] {
  return [`SUTURE_SPECTRUM=${folder}/answer`, `SUTURE_ROOT=${root}`, `PYTHONPATH=${folder}:"$PYTHONPATH"`]
}

/** A plug-in that pytest reads; workers of their own (`-n`) read it as well. */
export const spectrumOfPytest: SpectrumTool = {
  name: 'pytest',
  files,
  start(selected, { folder, root }) {
    const at = selected.findIndex((word) => word.startsWith('--junitxml='))
    if (at === -1) return undefined
    return [...watched(folder, root), ...selected.slice(0, at), '-p', 'suture_spectrum', ...selected.slice(at)]
  },
}

/** Python itself reads `sitecustomize` first, whatever starts it. */
export const spectrumOfUnittest: SpectrumTool = {
  name: 'unittest',
  files: { ...files, 'sitecustomize.py': serverFiles['sitecustomize.py'] },
  start: (selected, { folder, root }) => [...watched(folder, root), ...selected],
}
