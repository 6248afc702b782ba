/** The body of an answer as text, written once however often it is needed. */
import type { Answer } from "./Route.ts"

const texts = new WeakMap<Answer, string>()

export const bodyText = (answer: Answer): string => {
  const { body } = answer
  if (body === undefined || typeof body === "string") return body ?? ""
  const known = texts.get(answer)
  if (known !== undefined) return known
  const text = JSON.stringify(body)
  texts.set(answer, text)
  return text
}
