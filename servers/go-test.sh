# One package's tests that are asked again and again: compiled without what only a debugger reads, judged by `vet` no
# more. Started as `sh go-test.sh <folder> <package> <flags for the build> -- <flags for the tests>`. Every run has a
# process of its own.
folder=$1
package=$2
shift 2
build=
while [ "$1" != -- ]; do
  build="$build $1"
  shift
done
shift
set -f
place=$(go list -f '{{.Dir}}' "$package") || exit 78
path=$(go list -f '{{.ImportPath}}' "$package") || exit 78
quick=

# Whole and parts of seconds, where `date` knows parts.
now() {
  date +%s.%N | sed 's/\.N$//'
}

while IFS= read -r request; do
  limit=${request#*\"limit\":}
  limit=${limit%%[!0-9]*}
  from=$(now)
  timedOut=false
  # shellcheck disable=SC2086
  go test -c -vet=off -ldflags='-s -w' -o "$folder/tests" $build "$package" >"$folder/said" 2>&1
  exit=$?
  built=$(now)
  if [ "$exit" = 0 ]; then
    (cd "$place" && timeout -k 1 "${quick:-$limit}" "$folder/tests" -test.v=test2json -test.paniconexit0 "$@") >"$folder/said" 2>&1
    exit=$?
    if [ "$exit" = 124 ] || [ "$exit" = 137 ]; then timedOut=true; fi
    go tool test2json -t -p "$path" <"$folder/said" >"$folder/report" 2>>"$folder/said"
  else
    cp "$folder/said" "$folder/report"
  fi
  cat "$folder/said"
  to=$(now)
  # A test that hangs need not be waited for as long as a build may take.
  [ -n "$quick" ] || quick=$(awk "BEGIN { t = 2 + 10 * ($to - $built); printf \"%d\", t < $limit ? t : $limit }")
  awk "BEGIN { printf \"{\\\"exit\\\":%d,\\\"timedOut\\\":$timedOut,\\\"seconds\\\":%.3f}\\n\", $exit, $to - $from }" >&3
done
