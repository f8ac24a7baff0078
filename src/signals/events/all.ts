import type { JsonFormat } from '../json/format.js'
import type { Reader } from '../reader.js'
import { airbrake } from './airbrake.js'
import { bugsnag } from './bugsnag.js'
import { cloudwatch } from './cloudwatch.js'
import { googleErrors } from './google-errors.js'
import { otlp } from './otlp.js'
import { rollbar } from './rollbar.js'
import { sentryEnvelope } from './sentry-envelope.js'
import { sentryEvent } from './sentry-event.js'

/** Error events that come as one JSON document. The first that recognises one reads it: the vaguer ones stand last. */
export const events: readonly JsonFormat[] = [otlp, rollbar, bugsnag, sentryEvent, airbrake, cloudwatch, googleErrors]

/** Error events that come in a format of their own. */
export const eventStreams: readonly Reader[] = [sentryEnvelope]
