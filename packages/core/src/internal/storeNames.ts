/**
 * Keys as every store keeps them: only letters, digits, `-`, single dots within a part and `~`, which no key has. Parts are
 * joined by `:`, as unstorage has it; an object's name ends with `~`, so that no folder ever has the same.
 */

export const objectName = (key: string): string => `${folderName(key)}~`

export const folderName = (key: string): string => key.split("/").map(escapePart).join(":")

/** The key of an object's name, or undefined for what no bank has written. Stores may answer with slashes. */
export const fromObjectName = (name: string): string | undefined => {
  const parts = name.split(/[:/]/)
  if (parts.at(-1)?.endsWith("~") !== true) return undefined
  const key = parts
    .join("/")
    .slice(0, -1)
    .replace(/~([0-9A-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)))
  return objectName(key) === parts.join(":") ? key : undefined
}

const escapePart = (part: string) =>
  part.replace(/[^A-Za-z0-9.-]|^\.|\.$|\.(?=\.)/g, (letter) => `~${letter.charCodeAt(0).toString(16).toUpperCase()}`)
