import { type ConductRule, matchingLines, squash } from '../conduct-rule.js'

/** Marks that tell a checker to keep quiet; what is left of the line decides whether it does more. */
const marks: readonly RegExp[] = [
  /\/[/*]\s*(@ts-(ignore|nocheck|expect-error)|eslint-disable|biome-ignore|oxlint-disable|deno-lint-ignore|tslint:|nolint|NOLINT|NOSONAR|noinspection|prettier-ignore|istanbul ignore|c8 ignore|v8 ignore|@phpstan-ignore|phpcs:(ignore|disable)|@psalm-suppress|swiftlint:disable|#nosec|lint:ignore|CHECKSTYLE).*$/,
  /#\s*(type:\s*ignore|noqa|flake8:|ruff:|pyright:|pylint:\s*disable|mypy:|nosec|pragma: no cover|pytype:|rubocop:disable|typed: (false|ignore)|:nocov:|:nodoc:|shellcheck disable).*$/,
  /\/\*\*\s*@(psalm|phpstan)-\w+.*$/,
  /@SuppressWarnings(\([^)]*\))?|@SuppressFBWarnings(\([^)]*\))?|@Suppress\([^)]*\)|#!?\[(allow|expect)\([^)]*\)\]|#pragma warning disable.*$|@phpstan-ignore.*$/,
  /\bas (any|unknown as \w+|never)\b/,
]
const shown =
  /@ts-(ignore|nocheck|expect-error)|eslint-disable|biome-ignore|\bas (any|never|unknown as)\b|# ?(type: ?ignore|noqa|pylint: ?disable|pyright: ?ignore|rubocop:disable)|\/\/ ?(nolint|NOSONAR|NOLINT)|@Suppress(Warnings)?\b|#!?\[(allow|expect)\(|\bphpstan-ignore|phpcs:(ignore|disable)|\bwarnings\.(filterwarnings|simplefilter)\(|\bT\.unsafe\(|\bcast\(\s*Any\b/
const quietCall =
  /^warnings\.(filterwarnings|simplefilter)\(\s*['"]ignore['"].*\)$|^(declare\(strict_types=0\);|\$VERBOSE = nil)$/

/** The alarm is switched off, and what it warned of stays. */
export const checkSilenced: ConductRule = {
  rule: 'check-silenced',
  notice: (change) => matchingLines(change, [{ pattern: shown }]),
  silences: (line, old) =>
    quietCall.test(line) ||
    marks.some((mark) => {
      const rest = line.replace(mark, '')
      return rest !== line && (squash(rest) === '' || old.squashed.has(squash(rest)))
    }),
}
