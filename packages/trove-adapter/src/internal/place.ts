/** Where the data of a backup lies, as its record says. Pure. */

/** An object of the project's own account: Trove goes by the last two parts of a location, wherever it points. */
export interface Place {
  readonly container: string
  readonly name: string
}

export const placeOf = (location: string | null | undefined): Place | undefined => {
  const [, container, name] = /^https?:\/\/.+\/([^/]+)\/([^/]+)$/u.exec(location ?? "") ?? []
  return container === undefined || name === undefined ? undefined : { container, name }
}

/** A snapshot of a volume has no object. */
export const isSnapshot = (location: string | null | undefined): boolean => location?.startsWith("cinder://") === true

/** What the names of an object's segments begin with. Source: `backup/storage/swift.py`, `StreamReader.segment`. */
export const segmentPrefix = ({ name }: Place): string => `${name.split(".")[0]}_`

export const segmentName = (place: Place, index: number): string =>
  `${segmentPrefix(place)}${String(index).padStart(8, "0")}`

/** Which segment of the object has a name, if one has. */
export const segmentNumber = (place: Place, name: string): number | undefined => {
  const index = Number(name.slice(segmentPrefix(place).length))
  return Number.isInteger(index) && name === segmentName(place, index) ? index : undefined
}

export const show = ({ container, name }: Place): string => `${container}/${name}`
