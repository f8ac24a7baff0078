import type { JsonFormat } from '../json/format.js'
import type { Reader } from '../reader.js'
import { sentryEnvelope } from './sentry-envelope.js'
import { sentryEvent } from './sentry-event.js'

/** Error events that come as one JSON document. */
export const events: readonly JsonFormat[] = [sentryEvent]

/** Error events that come in a format of their own. */
export const eventStreams: readonly Reader[] = [sentryEnvelope]
