/** What a value is once it was kept: a copy as plain JSON, so that every driver gives back the same. */
import type { Json } from "../Json.ts"

/** Throws for what JSON can not hold (circles, big integers). */
export const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value))
