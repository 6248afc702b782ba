/** Engines use parts of Effect that may change with a minor release, so they run on the one they were tested with. */
import * as Effect from "effect/Effect"
import { getCurrentVersion } from "effect/Version"
import { ProtectionError } from "../../ProtectionError.ts"

const tested = "4.1"

/** **Fails with** `notSupported` on any other minor version of Effect. */
export const checkEffectVersion = (version: string = getCurrentVersion()): Effect.Effect<void, ProtectionError> =>
  version === tested || version.startsWith(`${tested}.`)
    ? Effect.void
    : Effect.fail(
        new ProtectionError({
          code: "notSupported",
          message: `The engines were made for effect ${tested}; this program runs on effect ${version}.`,
          recovery: `Install effect ${tested} beside this version of Breakwater, or a Breakwater made for effect ${version}.`,
        }),
      )
