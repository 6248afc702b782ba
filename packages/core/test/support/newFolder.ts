/** Empty folders for tests, gone again after the last test of the file. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"

const made: string[] = []

afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))))

export const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "breakwater-"))
  made.push(folder)
  return folder
}
