/**
 * Lines that say something else than they look like: plain-line.ts takes a stamp away, prefix.ts a name, or learns that
 * names follow. A line that none of these matches, without escape and carriage return, means what it looks like.
 */
export const disguises: readonly RegExp[] = [
  // Stamps: of GitHub's runner where they are not all digits, of GitLab and Jenkins.
  /^.{4}-.{5}T.{2}:.{5}\..{7}Z/,
  /^\d{4}-\d\d-\d\dT[\d:]{8}(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d) |^\[\d{4}-\d\d-\d\dT|^\d\d:\d\d:\d\d {2}|^\[\d\d:\d\d:\d\d/,
  // A job and a step before the stamp.
  /^[^\t]{0,300}\t[^\t]{0,300}\t\ufeff?.{4}-.{5}T.{2}:.{5}\..{7}Z/,
  // docker compose, BuildKit, Ant.
  /^[\w.-]{1,60}\s{1,40}\||^#\d{1,3} \d|^\s{3,12}\[[a-z]{3,20}\]/,
  // concurrently: where it shows itself.
  /^\[\d{1,2}\](?: |$)|^\[@?[a-z][\w:.@/-]{1,60}\](?: ?$| {3,}\S| > \S| \$ \S| Traceback)/,
  // The first words of what runs others.
  /^(?:@[\w.-]{1,60}\/)?[\w./-]{1,60}:[\w:.-]{1,60}: (?:cache (?:miss|hit|bypass)|> \S|\$ \S)/,
  /^Attaching to |^• (?:Packages in scope|Running )|^Scope: |^lerna (?:info|notice) |^ {1,2}NX /,
]
