/**
 * The object store of the same project, as far as backups need it: whether an object is there, how large it is, its
 * checksum, and which names a container has. It reads no data and changes nothing.
 */
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { ListOptions } from "./Trove.ts"
import type { TroveError } from "./TroveError.ts"

/**
 * An object as a look at it shows. **Units**: `bytes` of the data, of a large object those of all its segments; absent
 * where the store does not tell, as of a large one that is whatever a listing has.
 *
 * `etag` is without quotes: the MD5 of the data, or of a large object the MD5 of its segments' MD5s; empty where the store
 * does not tell. `isQuoted` says that the store put quotes around it, `isLarge` that it is made of segments. `metadata` are
 * the `X-Object-Meta-…` headers by their last part, in lower case.
 *
 * @category models
 * @since 0.1.0
 */
export interface StoredObject {
  readonly bytes?: number
  readonly etag: string
  readonly isQuoted: boolean
  readonly isLarge: boolean
  readonly metadata: { readonly [name: string]: string }
}

/** A row of a container's listing. **Units**: `bytes`. @category models @since 0.1.0 */
export interface ListedObject {
  readonly name: string
  readonly bytes: number
  readonly hash: string
}

/**
 * Swift in one project, at the `object-store` endpoint of the catalog. Every call is a read, repeated while its failure
 * may pass.
 *
 * **Fails with** `noEndpoint` where the catalog has none, `swiftRefused` (401, 403), `notFound` (404 of Swift's own).
 *
 * @category services
 * @since 0.1.0
 */
export interface SwiftService {
  /** **Sends**: `HEAD /{container}/{object}`, expects 200. */
  readonly showObject: (container: string, name: string) => Effect.Effect<StoredObject, TroveError>
  /** In the order of their names. **Sends**: `GET /{container}?format=json`, expects 200. */
  readonly listObjects: (
    container: string,
    options?: ListOptions & { readonly prefix?: string },
  ) => Stream.Stream<ListedObject, TroveError>
}
