import { openTracer } from '../adapters/telemetry.js'
import type { Outcome } from '../domain.js'
import type { Inputs } from '../inputs.js'
import type { Clock, Log, Tracer } from '../ports.js'
import type { Redactor } from '../safe-text/redact.js'
import { version } from '../version.js'
import { noTracer } from './traced.js'

interface Around {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly redactor: Redactor
  readonly clock: Clock
  readonly log: Log
}

/** Runs a mode as the root span of a trace, where one is asked for. Whatever becomes of the trace, the outcome stays. */
export async function withTrace(
  inputs: Inputs,
  { environment, redactor, clock, log }: Around,
  body: (tracer: Tracer) => Promise<Outcome>,
): Promise<Outcome> {
  if (inputs.telemetry === undefined) return body(noTracer)
  const tracer = openTracer({
    endpoint: inputs.telemetry,
    headers: environment['OTEL_EXPORTER_OTLP_TRACES_HEADERS'] ?? environment['OTEL_EXPORTER_OTLP_HEADERS'] ?? '',
    content: environment['OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT']?.toLowerCase() === 'true',
    clock,
    version,
    redact: redactor.redact,
  })
  const root = { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'suture', 'suture.mode': inputs.mode }
  try {
    return await tracer.span('invoke_agent suture', root, async (add) => {
      const outcome = await body(tracer)
      add({ 'suture.outcome': outcome.outcome })
      return outcome
    })
  } finally {
    const problem = await tracer.send()
    if (problem !== undefined) log.warning(problem)
  }
}
