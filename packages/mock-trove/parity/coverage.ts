/** Writes into the README what of the real services the mock serves, what of that was recorded from them, and what answers 501. */
import { readFile, writeFile } from "node:fs/promises"
import { notMockedRoutes } from "../src/routes/notMocked.ts"
import { services } from "../src/services.ts"

const readme = new URL("../README.md", import.meta.url)

/** How many recordings there are of each operation, by the release of Trove they are of. */
interface Recorded {
  /** The day they were made. */
  readonly date: string
  readonly releases: Readonly<Record<string, string>>
  readonly operations: Readonly<Record<string, Readonly<Record<string, number>>>>
}

const titles = { identity: "Keystone", database: "Trove", "object-store": "Object store" } as const

/** The README with the table of this code. */
export const withCoverage = async (): Promise<{ readonly stands: string; readonly wanted: string }> => {
  const stands = await readFile(readme, "utf8")
  const recorded: Recorded = JSON.parse(await readFile(new URL("recorded.json", import.meta.url), "utf8"))
  const wanted = stands.replace(
    /(<!-- coverage:[^>]*-->\n)[\s\S]*(<!-- \/coverage -->)/,
    (_all, begin: string, end: string) => `${begin}\n${tableOf(recorded)}\n\n${end}`,
  )
  return { stands, wanted }
}

const tableOf = ({ date, releases, operations }: Recorded): string => {
  const names = Object.keys(releases)
  const refused = new Set(notMockedRoutes.map(({ operation }) => operation))
  const rows = (["identity", "database", "object-store"] as const).flatMap((service) =>
    services[service].routes
      .filter(({ method, operation }) => method !== "HEAD" || service === "object-store" || operation === "checkToken")
      .map(({ operation, method, path }) => {
        const counts = names.map((release) => operations[operation]?.[release] ?? "")
        const request = `\`${method} ${path.replace("/v1.0/{project_id}", "") || "/"}\``
        return `| ${titles[service]} | ${request} | \`${operation}\` | ${refused.has(operation) ? "501" : "yes"} | ${counts.join(" | ")} |`
      }),
  )
  const versions = names.map((release) => `Trove ${releases[release]}`)
  return [
    `Recorded on ${date}: how many answers of the real services there are to each request, by release. Paths of Trove stand behind \`/v1.0/{project_id}\`.`,
    "",
    `| | request | operation | served | ${versions.join(" | ")} |`,
    `| --- | --- | --- | --- | ${names.map(() => "---").join(" | ")} |`,
    ...new Set(rows),
  ].join("\n")
}

if (import.meta.main) await writeFile(readme, (await withCoverage()).wanted)
