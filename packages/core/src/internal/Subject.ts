/** A resource as a plugin sees it: who serves it, what it was asked with, and what protect saved of it. All checked. */
import * as Effect from "effect/Effect"
import type { CheckpointResource } from "../Checkpoint.ts"
import type { Operation, Verb } from "../Operation.ts"
import { checkParameters, type Parameters, parameterSchema, parametersFor } from "../Parameters.ts"
import { ProtectionError } from "../ProtectionError.ts"
import type { ProtectionPlugin } from "../ProtectionPlugin.ts"
import type { Provider } from "../Provider.ts"
import type { Resource } from "../Resource.ts"
import { checkValue } from "./checkValue.ts"
import { locateIssues } from "./locateIssues.ts"
import { pluginFor } from "./pluginFor.ts"

export interface Subject {
  readonly plugin: ProtectionPlugin
  readonly operation: Operation
  readonly parameters: unknown
  readonly saved: unknown
}

/** What a resource is asked with; `protectedAs` is its entry in the manifest, for every verb but protect. */
export interface SubjectRequest {
  readonly provider: Pick<Provider, "id" | "plugins">
  readonly verb: Verb
  readonly resource: Resource
  readonly parameters: Parameters
  readonly protectedAs: CheckpointResource | undefined
}

/** **Fails with** `notSupported`, `tooNew`, `invalidParameters` with paths into the request, `damaged`. */
export const makeSubject = Effect.fnUntraced(function* (
  request: SubjectRequest,
): Effect.fn.Return<Subject, ProtectionError> {
  const plugin = yield* servingPlugin(request)
  const operation = plugin.operations[request.verb]
  const schema = parameterSchema(plugin, request.verb)
  if (operation === undefined || schema === undefined) {
    const message = `The plugin ${plugin.id} can not ${request.verb} a ${request.resource.type}.`
    return yield* new ProtectionError({ code: "notSupported", message })
  }
  const parameters = yield* checkParameters(
    schema,
    parametersFor(request.parameters, request.resource),
    "/parameters",
  ).pipe(Effect.mapError((error) => locateIssues(error, request)))
  return { plugin, operation, parameters, saved: yield* checkSaved(plugin, request) }
})

/** Who serves it: by its type, or for what a manifest holds, the plugin that protected it. */
export const servingPlugin = Effect.fnUntraced(function* ({
  provider,
  resource,
  protectedAs,
}: Omit<SubjectRequest, "verb" | "parameters">) {
  const made = protectedAs?.plugin
  const plugin =
    made === undefined
      ? pluginFor(provider, resource.type)
      : provider.plugins.find(({ id, types }) => id === made.id && types.includes(resource.type))
  if (plugin === undefined) {
    const who =
      made === undefined
        ? `has no plugin for ${resource.type}`
        : `lacks the plugin ${made.id}, which protected ${resource.name}`
    return yield* new ProtectionError({ code: "notSupported", message: `The provider ${provider.id} ${who}.` })
  }
  if (made !== undefined && made.savedInfo > plugin.savedInfoVersion) {
    const message = `${resource.name} was protected by a newer version (${made.version}) of the plugin ${plugin.id}.`
    return yield* new ProtectionError({ code: "tooNew", message })
  }
  return plugin
})

/** What was saved, as the plugin reads it. **Fails with** `damaged`. */
export const checkSaved = Effect.fnUntraced(function* (
  plugin: ProtectionPlugin,
  { resource, protectedAs }: Pick<SubjectRequest, "resource" | "protectedAs">,
) {
  if (protectedAs === undefined) return undefined
  return yield* checkValue(plugin.savedInfoSchema, protectedAs.saved, "/saved").pipe(
    Effect.mapError(
      ({ message, issues = [] }) =>
        new ProtectionError({
          code: "damaged",
          message: `What was saved of ${resource.name} can not be used: ${message}`,
          issues,
        }),
    ),
  )
})
