export class TemplateError extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(`${message} at offset ${offset}`)
    this.name = 'TemplateError'
    this.offset = offset
  }
}
