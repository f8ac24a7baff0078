/** An error that the caller may see: `status` and `code` go into the answer. */
export class HttpError extends Error {
  constructor(status, code, message) {
    super(message)
    this.name = 'HttpError'
    this.status = status
    this.code = code
  }
}

export class GatewayTimeoutError extends HttpError {
  constructor(milliseconds) {
    super(504, 'acquirer_timeout', `acquirer did not answer within ${milliseconds} ms`)
    this.name = 'GatewayTimeoutError'
  }
}
