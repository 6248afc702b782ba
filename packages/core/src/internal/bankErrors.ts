/** What banks say when something can not be read or written, the same words whichever bank it is. */
import { ProtectionError } from "../ProtectionError.ts"

export const badKey = (key: string, part: string) =>
  new ProtectionError({
    code: "invalidParameters",
    message: `${JSON.stringify(key)} is no key: ${
      part === "" ? "a part of it is empty" : `${JSON.stringify(part)} can not be a part of one`
    }.`,
    recovery: "Make each part with keyPart, of at most 255 characters, and join the parts with one slash.",
    issues: [{ path: "/key", message: `${JSON.stringify(key)} breaks the rules for keys.` }],
  })

export const folderKey = (key: string) =>
  new ProtectionError({
    code: "invalidParameters",
    message: `"${key}" can not be written: it, or a part of it, would be both an object and a folder of objects.`,
    recovery: "Use a key that is not the beginning of another one, nor below one.",
    issues: [{ path: "/key", message: `"${key}" stands above or below another key.` }],
  })

export const readOnlySection = (key: string) =>
  new ProtectionError({
    code: "forbidden",
    message: `"${key}" can not be written: its section is read-only.`,
    recovery: "Write only where the section given to you is not read-only.",
  })

export const missingKey = (key: string) =>
  new ProtectionError({ code: "notFound", message: `The bank holds no "${key}".`, recovery: "Check the key." })

export const takenKey = (key: string) =>
  new ProtectionError({
    code: "inUse",
    message: `The bank already holds "${key}".`,
    recovery: "Read what is there, or replace it with put.",
  })
