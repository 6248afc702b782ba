import { createMockTrove } from "@breakwater/mock-trove"
import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { serveABackupPortal } from "../../src/55-serve-a-backup-portal.ts"

let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  })
})
afterAll(() => browser.close())

/** The portal on a cloud where a minute takes a tenth of a second, and its page. */
const openPage = async () => {
  const mock = createMockTrove({ clock: "x600" })
  mock.state.instances.add({ name: "orders" })
  const { scope, clock, connection } = mock
  const app = await serveABackupPortal({
    cloud: { name: "the mock", scope, clock, connect: () => connection, prefix: "test" },
  })
  const page = await browser.newPage()
  const faults: string[] = []
  page.on("pageerror", (error) => faults.push(error.message))
  onTestFinished(async () => {
    await page.close()
    await app.close()
    await mock[Symbol.asyncDispose]()
  })
  const origin = await app.listen()
  await page.goto(origin)
  const rowOf = (title: string, what: string) =>
    page.getByRole("table", { name: title }).getByRole("row", { name: what })
  return { mock, app, origin, page, faults, rowOf }
}

test("a person protects an instance, sees it succeed, restores it under another name, and deletes the backup", async () => {
  const { mock, page, faults, rowOf } = await openPage()

  await page.getByRole("button", { name: "Back up orders…" }).click()
  const name = page.getByRole("textbox", { name: "Backup Name" })
  expect(await name.inputValue()).toMatch(/^orders \d{4}-\d\d-\d\d$/)
  await name.fill("by hand")
  await page.getByRole("button", { name: "Back up", exact: true }).click()
  await page.getByRole("status").getByText("Back up orders: succeeded.").waitFor()
  expect(mock.state.backups.all()).toMatchObject([{ name: "by hand", status: "COMPLETED" }])
  await rowOf("What was done", "Back up orders succeeded").waitFor()

  await rowOf("Backups", "orders").getByRole("button", { name: "Restore orders…" }).click()
  await page.getByRole("textbox", { name: "Restore Name" }).fill("orders again")
  await page.getByRole("button", { name: "Restore", exact: true }).click()
  await page.getByRole("status").getByText("Restore orders: succeeded.").waitFor()
  await rowOf("Instances", "orders again ACTIVE").waitFor()
  expect(mock.state.instances.all().map(({ name }) => name)).toContain("orders again")

  await rowOf("Backups", "orders").getByRole("button", { name: "Delete the backup of orders…" }).click()
  await page.getByRole("dialog").getByRole("listitem").getByText("The backup by hand").waitFor()
  expect(mock.state.backups.all()).toHaveLength(1)
  await page.getByRole("button", { name: "Delete", exact: true }).click()
  await page.getByRole("status").getByText("Delete the backup of orders: succeeded.").waitFor()
  expect(mock.state.backups.all()).toEqual([])
  await rowOf("Backups", "orders").waitFor({ state: "detached" })
  expect(faults).toEqual([])
})

test("the page is used with the keyboard alone, and says what was wrong with what was given", async () => {
  const { mock, page, rowOf } = await openPage()
  await page.getByRole("button", { name: "Back up orders…" }).waitFor()
  await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  const name = page.getByRole("textbox", { name: "Backup Name" })
  await name.waitFor()
  expect(await name.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true)
  await page.keyboard.press("Control+a")
  await page.keyboard.type("x".repeat(300))
  await page.keyboard.press("Enter")
  await page.getByRole("alert").getByText("backup_name must have at most 255 characters").waitFor()
  await page.keyboard.press("Control+a")
  await page.keyboard.type("typed")
  await page.keyboard.press("Enter")
  await page.getByRole("status").getByText("Back up orders: succeeded.").waitFor()
  expect(mock.state.backups.all()).toMatchObject([{ name: "typed" }])
  expect(await page.getByRole("button", { name: "Back up orders…" }).isEnabled()).toBe(true)
  await rowOf("Backups", "orders").waitFor()
})

test("a page that lost the portal's socket, or is opened again, still sees the end", async () => {
  const { mock, app, origin, page, rowOf } = await openPage()
  mock.plan.nextBackup({ takes: "30m" })
  await page.getByRole("button", { name: "Back up orders…" }).click()
  await page.getByRole("button", { name: "Back up", exact: true }).click()
  await rowOf("What was done", "Back up orders running").waitFor()
  app.server.closeAllConnections()
  await page.getByRole("status").getByText("Back up orders: succeeded.").waitFor()

  await page.goto(origin)
  await rowOf("What was done", "Back up orders succeeded").waitFor()
})

test("a failed backup says why, and can be retried", async () => {
  const { mock, page, rowOf } = await openPage()
  mock.plan.nextBackup({ fails: "no space left" })
  await page.getByRole("button", { name: "Back up orders…" }).click()
  await page.getByRole("button", { name: "Back up", exact: true }).click()
  await rowOf("What was done", "Back up orders failed").getByText("no space left").waitFor()
  await page.getByRole("button", { name: "Retry: Back up orders" }).click()
  await rowOf("What was done", "Back up orders succeeded").waitFor()
  expect(mock.state.backups.all()).toMatchObject([{ status: "COMPLETED" }])
})
