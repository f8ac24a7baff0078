/** Quotes a word for `sh`. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

/** A fork bomb stops here and leaves the machine usable; test runners with many workers need a few hundred. */
export const processLimit = 2048
/** In 512-byte blocks: 2 GiB. A test that writes more to one file is not testing. */
const fileBlocks = 4_194_304
/** Between SIGTERM and SIGKILL, so that test runners can still write what they know. */
export const graceSeconds = 5

/** Lines on standard error by which process 1 says that the sandbox stands, and how the command ended. */
export const readyLine = 'suture-sandbox-ready'
export const exitLine = 'suture-sandbox-exit '

/**
 * Process 1 of every sandbox. Its standard input is the leash: a line asks for the end (SIGTERM, and SIGKILL for what
 * is left after the grace time), the end of input means that Suture itself is gone. `kill -1` is safe only in a
 * process namespace of its own: hence the check of `$$`. The command runs in the foreground, because a shell's
 * background jobs ignore SIGINT; asked to end, process 1 stays until the others had their time, because its own end
 * is theirs.
 *
 * Called as `sh -c supervise sh <command...>`.
 */
export const supervise = `
if [ "$$" != 1 ]; then echo "no process namespace" >&2; exit 125; fi
exec 3<&0 </dev/null
ulimit -c 0 2>/dev/null
ulimit -f ${fileBlocks} 2>/dev/null
ulimit -u ${processLimit} 2>/dev/null || ulimit -p ${processLimit} 2>/dev/null
asked=0
trap asked=1 USR1
(
  if read -r _ <&3; then
    kill -s USR1 1
    kill -s TERM -- -1
    turns=${graceSeconds * 5}
    while [ $turns -gt 0 ]; do
      set -- /proc/[0-9]*
      if [ $# -le 2 ]; then break; fi
      sleep 0.2 || sleep 1
      turns=$((turns - 1))
    done
  fi
  kill -s KILL -- -1
) >/dev/null 2>&1 &
leash=$!
echo ${readyLine} >&2
"$@" 3<&-
code=$?
if [ $asked = 1 ]; then wait $leash; fi
echo "${exitLine}$code" >&2
exit $code
`

/** Drops to the sandbox's user for good: no groups, no capabilities, nothing that could be gained back. */
export function becomeUser(setpriv: string, user: { readonly uid: number; readonly gid: number }): readonly string[] {
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']
  return [setpriv, ...identity, '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--']
}
