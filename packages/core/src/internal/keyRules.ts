/** Which keys a bank takes. */

export const isKeyPart = (part: string): boolean =>
  /^[A-Za-z0-9_.\-@%]{1,255}$/.test(part) && part !== "." && part !== ".."

/** The first part of a key that breaks the rules, or undefined. */
export const badPartOf = (key: string): string | undefined => key.split("/").find((part) => !isKeyPart(part))
