import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { git } from '../git.mjs'

// What GitHub's servers check when a push arrives. The word comes from the environment, because a hook is a file of its own.
const preReceive = `#!/bin/sh
zero=0000000000000000000000000000000000000000
while read -r old new ref; do
  [ "$new" = "$zero" ] && continue
  case "$ref" in
    $BED_PROTECTED)
      echo "error: GH013: Repository rule violations found for $ref." >&2
      echo "- Cannot create ref due to creations being restricted." >&2
      exit 1 ;;
  esac
  if [ "$BED_WORKFLOWS" != write ]; then
    touched=$(git log --format= --name-only "$new" --not --all -- .github/workflows | head -n 1)
    if [ -n "$touched" ]; then
      echo "refusing to allow a GitHub App to create or update workflow \\\`$touched\\\` without \\\`workflows\\\` permission" >&2
      exit 1
    fi
  fi
done
`

/**
 * Makes an empty bare repository that takes pushes over HTTP.
 *
 * @param {string} root
 * @param {string} name owner/name
 * @param {string} defaultBranch
 */
export async function createBare(root, name, defaultBranch) {
  const directory = `${root}/${name}.git`
  await mkdir(directory, { recursive: true })
  await git(directory, ['init', '-q', '--bare', `--initial-branch=${defaultBranch}`, '.'])
  await git(directory, ['config', 'http.receivepack', 'true'])
  // As GitHub: anybody may ask for any commit by its id, whether a branch reaches it or not.
  await git(directory, ['config', 'uploadpack.allowAnySHA1InWant', 'true'])
  await git(directory, ['config', 'uploadpack.allowFilter', 'true'])
  await git(directory, ['config', 'gc.auto', '0'])
  await writeFile(`${directory}/hooks/pre-receive`, preReceive)
  await chmod(`${directory}/hooks/pre-receive`, 0o755)
  return directory
}

/**
 * @param {import('./credentials.mjs').Credential} credential
 * @param {{ protectedRefs?: string }} settings
 */
export function hookEnvironment(credential, settings) {
  const { permissions } = credential
  return {
    BED_PROTECTED: settings.protectedRefs ?? '-',
    BED_WORKFLOWS: permissions === undefined ? 'write' : (permissions['workflows'] ?? 'none'),
  }
}
