/** Links and times as Trove writes them: always https, the request's Host, the caller's project; UTC without a zone. */
import type { components } from "../generated/wire.ts"
import type { TroveRequest } from "./TroveRoute.ts"

type Links = components["schemas"]["Links"]

export const linksTo = ({ call, caller }: TroveRequest, collection: string, id: string): Links => [
  { href: `https://${call.host}/v1.0/${caller.project}/${collection}/${id}`, rel: "self" },
  { href: `https://${call.host}/${collection}/${id}`, rel: "bookmark" },
]

/** `2026-11-22T13:25:53`. */
export const timestamp = (at: number): string => new Date(at).toISOString().slice(0, 19)

/** The request's own query with another marker. The marker is percent-encoded twice, as the real one is. */
export const nextLink = ({ call, query }: TroveRequest, marker: string): { readonly links: Links } => {
  const next = new URLSearchParams([...query].filter(([, value]) => value !== ""))
  next.set("marker", encodeURIComponent(marker).replaceAll("%2F", "/"))
  return { links: [{ rel: "next", href: `https://${call.host}${call.path}?${next}` }] }
}
