/** Milliseconds. */
export interface Timeouts {
  /** Without a byte, once the answer has begun. */
  readonly idle: number
  /** Until the answer's first byte: reasoning models think before they send one. */
  readonly first: number
  /** One call with all its retries. */
  readonly total: number
}

export type Tripped = 'first' | 'idle' | 'total' | 'deadline' | 'too-big'

/** Watches one exchange: time without a byte, time in all, bytes in all. What trips aborts the exchange. */
export interface Watch {
  readonly signal: AbortSignal
  tripped(): Tripped | undefined
  trip(by: Tripped): void
  /** Bytes came in: the idle time starts anew, and too many of them trip. */
  received(bytes: number): void
  stop(): void
}

export interface WatchLimits {
  readonly first: number
  readonly idle: number
  /** Time that is left in all, and what it is that ends then. */
  readonly left: number
  readonly leftFor: 'total' | 'deadline'
  readonly mostBytes: number
}

export function startWatch(limits: WatchLimits): Watch {
  const controller = new AbortController()
  let tripped: Tripped | undefined
  let bytes = 0
  const trip = (by: Tripped): void => {
    tripped ??= by
    controller.abort()
  }
  const total = setTimeout(() => trip(limits.leftFor), Math.max(0, limits.left))
  let idle = setTimeout(() => trip('first'), limits.first)
  return {
    signal: controller.signal,
    tripped: () => tripped,
    trip,
    received(count) {
      bytes += count
      clearTimeout(idle)
      if (bytes > limits.mostBytes) trip('too-big')
      else idle = setTimeout(() => trip('idle'), limits.idle)
    },
    stop() {
      clearTimeout(total)
      clearTimeout(idle)
    },
  }
}
