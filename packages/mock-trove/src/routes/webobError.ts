/** Refusals that come before Trove's own code: their form depends on what the client accepts. */
import type { Answer } from "../Route.ts"
import { troveFault } from "./troveFault.ts"

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  415: "Unsupported Media Type",
}

/** What the fault wrapper puts in place of a plain text page. A 415 it does not know, so the page stays. */
const wrapped: Readonly<Record<number, string>> = {
  400: "The server could not comply with the request since it is either malformed or otherwise incorrect.",
  403: "Access was denied to this resource.",
}

/** The page's own parts: the first sentence, what follows after a blank line, and what stands last. */
export interface Refusal {
  readonly explanation: string
  readonly detail?: string
}

/** `application/json` gets a flat object whose code is a string, `text/html` and `*` a page, no header a plain text or a fault. */
export const webobError = (status: 400 | 403 | 415, refusal: Refusal, accept: string | null): Answer => {
  const title = `${status} ${titles[status]}`
  const message = `${refusal.explanation}<br /><br />\n${refusal.detail ?? ""}${status === 415 ? "" : "\n\n"}`
  switch (preferred(accept)) {
    case "json":
      return {
        status,
        headers: { "Content-Type": "application/json" },
        body: { message, code: title, title: titles[status] ?? "" },
      }
    case "html": {
      const page = ` <head>\n  <title>${title}</title>\n </head>\n <body>\n  <h1>${title}</h1>\n  ${message}\n </body>`
      return { status, headers: { "Content-Type": "text/html; charset=UTF-8" }, body: `<html>\n${page}\n</html>` }
    }
    case "plain": {
      const sentence = wrapped[status]
      if (sentence !== undefined) return troveFault(status, sentence)
      const body = `${title}\n\n${refusal.explanation.trim()} \n\n `
      return { status, headers: { "Content-Type": "text/plain; charset=UTF-8" }, body }
    }
  }
}

/** Of HTML and JSON the one with the higher quality, HTML when they are equal; neither for anything else. */
const preferred = (accept: string | null): "html" | "json" | "plain" => {
  const html = quality(accept ?? "", "text/html")
  const json = quality(accept ?? "", "application/json")
  if (html === 0 && json === 0) return "plain"
  return html >= json ? "html" : "json"
}

const quality = (accept: string, offer: string): number => {
  const [family] = offer.split("/")
  const ranges = accept.split(",").map((range) => {
    const [name = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase())
    const given = parameters.find((parameter) => parameter.startsWith("q="))
    return { name, quality: given === undefined ? 1 : Number(given.slice(2)) }
  })
  const best = [offer, `${family}/*`, "*/*"].map((name) => ranges.find((range) => range.name === name))
  return best.find((range) => range !== undefined)?.quality ?? 0
}
