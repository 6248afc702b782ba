/** The switches at `/_control`: which of the services behind Trove are in trouble, in the words of the wire. */
import type { Answer } from "./Route.ts"
import type { Troubles } from "./state/Cloud.ts"

const flags: Readonly<Record<string, "swiftFailDelete" | "volumeError" | "novaQuota">> = {
  swift_fail_delete: "swiftFailDelete",
  volume_error: "volumeError",
  nova_quota: "novaQuota",
}

/** `POST` sets those it names, all or none; every answer tells all. */
export const switchTroubles = (troubles: Troubles, method: string, text: string): Answer => {
  if (method === "GET") return shown(troubles)
  if (method !== "POST") return refused(405, "Switches are read with GET and set with POST.")
  const wanted = parse(text)
  if (wanted === undefined) return refused(400, "A JSON object is expected.")
  const faults = Object.entries(wanted).flatMap(([name, value]) => faultOf(name, value))
  if (faults.length > 0) return refused(400, faults.join(" "))
  for (const [name, value] of Object.entries(wanted)) {
    const flag = flags[name]
    if (flag === undefined) troubles.swiftStatus = value === null ? null : Number(value)
    else troubles[flag] = value === true
  }
  return shown(troubles)
}

const shown = (troubles: Troubles): Answer => ({
  status: 200,
  headers: { "Content-Type": "application/json" },
  body: {
    swift_status: troubles.swiftStatus,
    ...Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, troubles[flag]])),
  },
})

const refused = (status: number, message: string): Answer => ({
  status,
  headers: { "Content-Type": "application/json" },
  body: { control: { code: status, message } },
})

const faultOf = (name: string, value: unknown): string[] => {
  if (name === "swift_status") {
    const isStatus = value === null || (Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599)
    return isStatus ? [] : [`swift_status is a status from 400 to 599 or null, not ${JSON.stringify(value)}.`]
  }
  if (!(name in flags))
    return [`There is no switch "${name}"; there are swift_status, ${Object.keys(flags).join(", ")}.`]
  return typeof value === "boolean" ? [] : [`${name} is true or false, not ${JSON.stringify(value)}.`]
}

const parse = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
