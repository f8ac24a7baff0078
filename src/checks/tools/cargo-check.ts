import type { CheckTool } from '../check-tool.js'

/** The Rust compiler and Clippy. Only fixes that they call machine-applicable. */
export const cargoCheck: CheckTool = {
  name: 'cargo',
  prints: (failure) => /\.rs$/.test(failure.location?.file ?? ''),
  starts: (words) =>
    words[0] === 'cargo' && /^(?:build|check|clippy)$/.test(words[1] ?? '') && !words.includes('--fix'),
  usual: async (project) => (project.has('Cargo.toml') ? 'cargo check --offline --all-targets' : undefined),
  mend(words) {
    const cut = words.indexOf('--')
    const [own, passed] = cut === -1 ? [words, []] : [words.slice(0, cut), words.slice(cut)]
    const mending = own[1] === 'clippy' ? own : ['cargo', 'fix', ...own.slice(2)]
    return [...mending, ...(own[1] === 'clippy' ? ['--fix'] : []), '--allow-dirty', '--allow-no-vcs', ...passed]
  },
}
