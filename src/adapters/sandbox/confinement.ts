/** What one run in a sandbox may see; every path real, absolute and existing. */
export interface Confinement {
  readonly mounts: readonly Mount[]
  readonly network: 'none' | 'host'
  readonly directory: string
  /** The program and its arguments, run with nothing in the environment: start it with `env`. */
  readonly command: readonly string[]
  /** The user that the command becomes; set where Suture itself is root. */
  readonly user: SandboxUser | undefined
  /** The command stays and reads lines from its standard input. */
  readonly talks?: boolean
}

export interface SandboxUser {
  readonly uid: number
  readonly gid: number
}

/**
 * One step of the sandbox's file system, which starts as `/`, read-only. Applied in order, parents first.
 * `mask`: an empty private directory; `mask-file`: an empty file; `bind`: the host's own file or directory.
 */
export type Mount =
  | { readonly kind: 'mask'; readonly path: string; readonly mode: '755' | '1777' }
  | { readonly kind: 'mask-file'; readonly path: string }
  /** Made below a mask, so that what is bound there has parents that everyone may pass. */
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'bind'; readonly path: string; readonly writable: boolean; readonly isDirectory: boolean }

/** A process to start, always with an empty environment: what starts the sandbox is visible inside as process 1. */
export interface Launch {
  readonly file: string
  readonly arguments: readonly string[]
  /** A directory to remove once the process has ended. */
  readonly temporary?: string
  /** The process whose descendants count against the limits, where that is not this one; undefined until it is there. */
  readonly watched?: () => number | undefined
  /** Takes away what the program itself may have left behind, once it has ended. */
  readonly sweep?: () => void
}

/** One way to build a sandbox. It has to prove itself before it is used (self-test.ts). */
export interface Launcher {
  readonly rung: 'bwrap' | 'unshare' | 'docker'
  /** For people: `bubblewrap`, `unshare through sudo`. */
  readonly name: string
  /** True where the command stays the user that we are, also where that is root. */
  readonly keepsUser: boolean
  /** Why it cannot even be tried on this machine; undefined where it can. */
  missing(): string | undefined
  launch(confinement: Confinement): Launch
  /** What a person can do where the self-test failed; `said` is what the tool printed. */
  mend(said: string): string
}
