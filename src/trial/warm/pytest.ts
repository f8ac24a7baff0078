import { serverFiles } from './servers.generated.js'
import type { WarmRunner } from './warm-runner.js'

/** pytest reads a plug-in of ours first, whatever starts it (`python -m`, `uv run`): it forks for every run. */
export const warmPytest: WarmRunner = {
  name: 'pytest',
  isolates: true,
  files: { 'suture_warm.py': serverFiles['suture_warm.py'] },
  start(selected, folder) {
    const at = selected.findIndex((word) => word.startsWith('--junitxml='))
    if (at === -1) return undefined
    // Workers of their own would not be forks of ours.
    if (selected.some((word) => /^(-n|--numprocesses|--dist|-p=?no:capture|-s$)/.test(word))) return undefined
    return [`PYTHONPATH=${folder}:"$PYTHONPATH"`, ...selected.slice(0, at), '-p', 'suture_warm', ...selected.slice(at)]
  },
}
