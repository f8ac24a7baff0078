/** The project at the base commit, seen from the working directory. */
export interface ProjectFiles {
  has(path: string): boolean
  /** Text of a tracked file, or undefined. */
  read(path: string): Promise<string | undefined>
}
