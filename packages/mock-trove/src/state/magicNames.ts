/** Names that steer what becomes of an instance or a backup, for scripts that can say nothing else. Off unless asked for. */
import type { Cloud } from "./Cloud.ts"

/** What a name asks for. Times in milliseconds, sizes in GB. */
export interface InstanceMagic {
  readonly serverFails: boolean
  readonly guestFails: boolean
  readonly guestHangs: boolean
  readonly guestDies: boolean
}

export interface BackupMagic {
  readonly fails: boolean
  readonly hangs: boolean
  readonly takes: number | undefined
  readonly size: number | undefined
  readonly wrongChecksum: boolean
}

/** `NOVA_ERROR`, `GUEST_ERROR`, `GUEST_HANG`, `GUEST_DEAD` anywhere in the name. */
export const instanceMagic = (cloud: Cloud, name: string): InstanceMagic => {
  const says = (word: string) => cloud.options.magicNames && name.includes(word)
  return {
    serverFails: says("NOVA_ERROR"),
    guestFails: says("GUEST_ERROR"),
    guestHangs: says("GUEST_HANG"),
    guestDies: says("GUEST_DEAD"),
  }
}

/** `FAIL`, `HANG`, `SLOW<seconds>`, `SIZE<GB>`, `CORRUPT` anywhere in the name. */
export const backupMagic = (cloud: Cloud, name: string): BackupMagic => {
  const text = cloud.options.magicNames ? name : ""
  const slow = /SLOW(\d+)/.exec(text)?.[1]
  const size = /SIZE([\d.]+)/.exec(text)?.[1]
  return {
    fails: text.includes("FAIL"),
    hangs: text.includes("HANG"),
    takes: slow === undefined ? undefined : Number(slow) * 1000,
    size: size === undefined ? undefined : Number(size),
    wrongChecksum: text.includes("CORRUPT"),
  }
}
