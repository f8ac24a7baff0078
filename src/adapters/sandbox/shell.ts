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

/** The word on the leash that asks for the end; every other line is for a command that is spoken with. */
export const endWord = 'end'

/** Without a line from outside, a command reads an end of file at once. */
const silent = 'exec 4</dev/null'
/**
 * The leash hands lines on through a pipe that has no name once it is open: it is opened for both ends, so that nobody
 * waits for the other. /tmp is private by now.
 */
const spokenWith = 'mkfifo -m 600 /tmp/suture-lines && exec 4<>/tmp/suture-lines && rm /tmp/suture-lines || exit 125'

/**
 * Process 1 of every sandbox. Its standard input is the leash: the word `end` asks for it (SIGTERM, and SIGKILL for what
 * is left after the grace time), the end of input means that Suture itself is gone. `kill -1` is safe only in a
 * process namespace of its own: hence the check of `$$`. The command runs in the foreground, because a shell's
 * background jobs ignore SIGINT; asked to end, process 1 stays until the others had their time, because its own end
 * is theirs.
 *
 * Called as `sh -c supervise sh <command...>`.
 */
export const supervise = script(silent)

/** The same for a command that stays: lines on the leash are its standard input. */
export const superviseSession = script(spokenWith)

function script(openInput: string): string {
  return `
if [ "$$" != 1 ]; then echo "no process namespace" >&2; exit 125; fi
exec 3<&0 </dev/null
${openInput}
ulimit -c 0 2>/dev/null
ulimit -f ${fileBlocks} 2>/dev/null
ulimit -u ${processLimit} 2>/dev/null || ulimit -p ${processLimit} 2>/dev/null
asked=0
trap asked=1 USR1
(
  word=
  while IFS= read -r word <&3 && [ "$word" != ${endWord} ]; do printf '%s\\n' "$word" >&4; done
  if [ "$word" = ${endWord} ]; then
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
"$@" <&4 3<&- 4<&-
code=$?
if [ $asked = 1 ]; then wait $leash; fi
echo "${exitLine}$code" >&2
exit $code
`
}

/** Drops to the sandbox's user for good: no groups, no capabilities, nothing that could be gained back. */
export function becomeUser(setpriv: string, user: { readonly uid: number; readonly gid: number }): readonly string[] {
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']
  return [setpriv, ...identity, '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--']
}
