/**
 * Records that stand for the same data: an import makes one beside that of the backup it imports. Trove deletes the data
 * with the record it was made for, asks no other, and leaves it where only an imported one goes. Pure.
 */
import { type Leftover, ProtectionError } from "@breakwater/core"
import type { Backup } from "../generated/trove.ts"
import { leftBackup } from "./ownBackups.ts"
import { placeOf, segmentPrefix, show } from "./place.ts"

/** The records that stay and would lose their data to those that go. */
export const bereft = (going: readonly Backup[], backups: readonly Backup[]): readonly Backup[] => {
  const lost = new Set(going.filter(({ status }) => status !== "RESTORED").flatMap(objectOf))
  return backups.filter((one) => going.every(({ id }) => id !== one.id) && objectOf(one).some((each) => lost.has(each)))
}

export const dataInUse = (backup: Backup, others: readonly Backup[]): ProtectionError =>
  new ProtectionError({
    code: "inUse",
    message: `Trove would delete with the backup ${backup.name} the data that other records stand for as well: ${others
      .map(({ id, name }) => `${name} (${id})`)
      .join(", ")}.`,
    recovery: "Delete those records first: Trove leaves the data of an imported one where it is.",
    left: others.map(leftBackup),
  })

/** The record that an object, or a segment of one, belongs to. */
export const ownerOf = ({ id }: Leftover, backups: readonly Backup[]): Backup | undefined =>
  backups.find(({ locationRef }) => {
    const place = placeOf(locationRef)
    return place !== undefined && (id === show(place) || id.startsWith(`${place.container}/${segmentPrefix(place)}`))
  })

const objectOf = ({ locationRef }: Backup): readonly string[] => {
  const place = placeOf(locationRef)
  return place === undefined ? [] : [show(place)]
}
