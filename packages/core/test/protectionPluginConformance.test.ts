import { memorySubject, protectionPluginConformance } from "@breakwater/core/testing"
import { describe, test } from "vitest"

describe("the memory plugin keeps every promise of a protection plugin", () => {
  for (const { name, run } of protectionPluginConformance(memorySubject())) test(name, run)
})
