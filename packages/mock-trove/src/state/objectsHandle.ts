/** The stored objects behind the backups as a test sees and arranges them, past Trove, as if in the object store itself. */

import { accountOf, objectAt, placeOf, removeObjectAt } from "./backupObjects.ts"
import { backupRecordOf } from "./backupsHandle.ts"
import type { Cloud } from "./Cloud.ts"
import { md5 } from "./md5.ts"
import { putObject, removeObject, type StoredObject, segmentName } from "./ObjectStore.ts"

type Which = { readonly id: string }

export interface ObjectsHandle {
  /** As if somebody had deleted it in the object store, segments and all. */
  remove(backup: Which): void
  /** Other data lies under its name now: another checksum than Trove remembers. */
  corrupt(backup: Which): void
  /** As if it had been too large for one object: so many segments, and under its name a manifest of them. */
  split(backup: Which, segments: number): void
  /** All that is stored, of every account, as `container/name`. */
  names(): readonly string[]
  /** As if somebody had deleted what is stored under such a name: a segment, or what a backup that is gone left behind. */
  removeNamed(name: string): void
}

export const objectsHandle = (cloud: Cloud): ObjectsHandle => ({
  remove: ({ id }) => {
    const { location, project } = backupRecordOf(cloud, id)
    if (location === null || !removeObjectAt(cloud, project, location)) {
      throw new Error(`state: backup ${id} has no object to remove`)
    }
    cloud.changed(`object of backup ${id} removed`)
  },
  corrupt: ({ id }) => {
    const { place, object } = storedOf(cloud, id)
    store(cloud, place, { ...object, etag: cloud.hex() }, object)
    cloud.changed(`object of backup ${id} corrupted`)
  },
  split: ({ id }, segments) => {
    if (!Number.isInteger(segments) || segments < 2) {
      throw new RangeError(`segments is a whole number from 2, not ${segments}`)
    }
    const { record, place, object } = storedOf(cloud, id)
    const each = Math.ceil(object.bytes / segments)
    const etags = Array.from({ length: segments }, () => cloud.hex())
    for (const [index, etag] of etags.entries()) {
      const bytes = Math.max(0, Math.min(each, object.bytes - index * each))
      store(cloud, { ...place, name: segmentName(place.name, index) }, { ...object, meta: {}, etag, bytes })
    }
    const etag = md5(etags.join(""))
    store(cloud, place, { ...object, etag, segmented: true }, object)
    record.checksum = etag
    cloud.changed(`object of backup ${id} split`)
  },
  names: () =>
    Object.values(cloud.state.objects).flatMap((boxes) =>
      Object.entries(boxes).flatMap(([box, objects]) => Object.keys(objects).map((name) => `${box}/${name}`)),
    ),
  removeNamed: (wanted) => {
    const [container = "", name = ""] = wanted.split(/\/(.*)/)
    const removed = Object.keys(cloud.state.objects).map((owner) =>
      removeObject(cloud.state.objects, owner, container, name),
    )
    if (!removed.includes(true)) throw new Error(`state: nothing is stored as ${wanted}`)
    cloud.changed(`object ${wanted} removed`)
  },
})

interface Place {
  readonly owner: string
  readonly container: string
  readonly name: string
}

const storedOf = (cloud: Cloud, id: string) => {
  const record = backupRecordOf(cloud, id)
  const location = record.location ?? ""
  const object = objectAt(cloud, record.project, location)
  if (object === undefined) throw new Error(`state: backup ${id} has no object`)
  const place: Place = { owner: accountOf(record.project), ...placeOf(location) }
  return { record, place, object }
}

/** What a guest finds in it, it finds by the checksum. */
const store = (cloud: Cloud, { owner, container, name }: Place, object: StoredObject, before?: StoredObject): void => {
  const { objects, trove } = cloud.state
  putObject(objects, owner, container, name, object)
  const contents = before && trove.savedContents[before.etag]
  if (contents !== undefined) trove.savedContents[object.etag] = contents
}
