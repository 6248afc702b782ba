/** What a form needs: the JSON Schema of a verb's parameters, and the values to start with. */
import * as Effect from "effect/Effect"
import { installationId } from "../installationId.ts"
import type { Json } from "../Json.ts"
import { type OperationContext, Verb } from "../Operation.ts"
import { jsonSchema, parameterSchema } from "../Parameters.ts"
import type { ProtectionService, SuggestRequest } from "../Protection.ts"
import { type Issue, ProtectionError } from "../ProtectionError.ts"
import { resourceKey } from "../Resource.ts"
import { asked } from "./asked.ts"
import { findCheckpoint } from "./findCheckpoints.ts"
import { invalid } from "./invalid.ts"
import type { LiveProviders } from "./LiveProvider.ts"
import { pluginFor } from "./pluginFor.ts"
import { checkSaved, servingPlugin } from "./Subject.ts"
import { usableResources } from "./usableResources.ts"

export const makeForms = (providers: LiveProviders): Pick<ProtectionService, "schema" | "suggest"> => ({
  schema: (type, verb, profile = "form") =>
    Effect.suspend(() => {
      const issues = [...oneOf("/verb", verb, verbs), ...oneOf("/profile", profile, ["exact", "form"])]
      if (issues.length > 0) return Effect.fail(invalid(issues))
      const plugin = providers.map((provider) => pluginFor(provider, type)).find((each) => each !== undefined)
      const schema = plugin === undefined ? undefined : parameterSchema(plugin, verb)
      if (schema !== undefined) return Effect.succeed(jsonSchema(schema, profile))
      const message =
        plugin === undefined ? `No plugin serves ${type}.` : `The plugin ${plugin.id} can not ${verb} a ${type}.`
      return Effect.fail(new ProtectionError({ code: "notSupported", message }))
    }),
  suggest: Effect.fnUntraced(function* (request: SuggestRequest) {
    const issues = oneOf("/verb", request.verb, verbs)
    if (issues.length > 0) return yield* invalid(issues)
    if (request.checkpoint === undefined) {
      return yield* invalid([{ path: "/checkpoint", message: "Values are suggested out of a checkpoint; name one." }])
    }
    const { checkpoint, provider } = yield* findCheckpoint(providers, request.checkpoint)
    const usable = yield* usableResources(checkpoint, { ...request, provider: provider.id })
    const installation = yield* installationId(provider.bank)
    const resources = new Map(usable.map(({ resource }) => [resourceKey(resource), resource]))
    const suggestions = yield* Effect.forEach(
      usable.filter(({ plugin }) => plugin !== undefined),
      Effect.fnUntraced(function* (protectedAs) {
        const { children, resource } = protectedAs
        const plugin = yield* servingPlugin({ provider, resource, protectedAs })
        const context: OperationContext = {
          operationId: "",
          installation,
          resource,
          children: children.flatMap((key) => resources.get(key) ?? []),
          parameters: {},
          saved: yield* checkSaved(plugin, { resource, protectedAs }),
          created: {},
        }
        const operation = plugin.operations[request.verb]
        const value: Json = yield* asked("suggest", () => operation?.suggest?.(context) ?? Effect.succeed({}))
        return [`${resource.type}#${resource.id}`, value] as const
      }),
    )
    return Object.fromEntries(suggestions)
  }),
})

const verbs: readonly string[] = Verb.literals

const oneOf = (path: string, given: string, known: readonly string[]): readonly Issue[] =>
  known.includes(given) ? [] : [{ path, message: `"${given}" is none of ${known.join(", ")}.` }]
