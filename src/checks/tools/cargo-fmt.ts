import type { CheckTool } from '../check-tool.js'

/** rustfmt through cargo. */
export const cargoFmt: CheckTool = {
  name: 'cargo-fmt',
  prints: (failure) => failure.message.startsWith('rustfmt would'),
  starts: (words) => words[0] === 'cargo' && words[1] === 'fmt' && words.includes('--check'),
  usual: async (project) => (project.has('Cargo.toml') ? 'cargo fmt --all -- --check' : undefined),
  mend: (words) => words.filter((word) => word !== '--check' && word !== '--'),
}
