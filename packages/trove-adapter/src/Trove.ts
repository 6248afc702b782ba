/**
 * Trove as one user sees it in one project: a method for each call that protecting a database instance needs, typed from
 * the OpenAPI description, and `api` for every other. It knows nothing of operations, checkpoints or waiting.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Stream from "effect/Stream"
import type { Connection } from "./Connection.ts"
import type * as wire from "./generated/trove.ts"
import type { RawTroveClient } from "./internal/client.ts"
import { makeDirect } from "./internal/makeTrove.ts"
import type { Session } from "./Keystone.ts"
import type { SwiftService } from "./Swift.ts"
import type { TroveError } from "./TroveError.ts"

export type {
  Backup,
  BackupStrategy,
  Configuration,
  CreateBackup,
  CreateInstance,
  Database,
  Datastore,
  DatastoreVersion,
  Flavor,
  Instance,
  Limit,
  Quota,
  UpdateInstance,
  User,
} from "./generated/trove.ts"

export { requestIdsOf } from "./internal/requestIds.ts"

/** What a configuration group is made from. @category models @since 0.1.0 */
export type CreateConfiguration = wire.CreateConfigurationRequest["configuration"]

type Call<A> = Effect.Effect<A, TroveError>
type List<A> = Stream.Stream<A, TroveError>

/** How many rows a request asks for; it changes how often is asked, never what is found. @category models @since 0.1.0 */
export interface ListOptions {
  readonly pageSize?: number
}

/**
 * Every call fails with `TroveError`. Reads are repeated while their failure may pass; writes are sent once, and once
 * more only when Keystone's middleware refused the token before Trove saw the request.
 *
 * @category services
 * @since 0.1.0
 */
export interface TroveService {
  /** Whether the connection reaches another project's resources as an administrator, through its own project. */
  readonly asAdmin: boolean
  /** Who asks, of which project, until when. **Sends**: nothing, or what `Keystone.session` sends. */
  readonly session: Call<Session>

  /** The instances of the project in short form, members of clusters left out. **Sends**: `GET /instances`, expects 200. */
  readonly listInstances: (options?: ListOptions) => List<wire.Instance>
  /**
   * One page of that list: what comes after an id, as many as wanted, but no more than the server gives at once (20).
   * **Sends**: `GET /instances`, expects 200.
   */
  readonly pageInstances: (options?: {
    readonly after?: string
    readonly limit?: number
  }) => Call<{ readonly rows: readonly wire.Instance[]; readonly next?: string }>
  /**
   * One page of the list with times, fault and configuration, members of clusters too.
   * **Sends**: `GET /instances/detail?include_clustered=true`, expects 200; since 11.0.
   */
  readonly pageInstancesDetail: (options?: {
    readonly after?: string
    readonly limit?: number
  }) => Call<{ readonly rows: readonly wire.Instance[]; readonly next?: string }>
  /** The whole list with times, fault and configuration. **Sends**: `GET /instances/detail`, expects 200; since 11.0. */
  readonly listInstancesDetail: (options?: ListOptions) => List<wire.Instance>
  /**
   * The instances of a project, members of clusters too, for administrators. All come before the first: most releases
   * know no pages here. **Sends**: `GET /mgmt/instances?project_id=…`, expects 200. **Fails with** `unauthorizedByPolicy`
   * for everybody else.
   */
  readonly listMgmtInstances: (project: string, options?: ListOptions) => List<wire.ListedMgmtInstance>
  /**
   * The instance of an id, if it is there, or all of the project, after the call: whoever asks at about the same time
   * shares a list where that is fewer requests. **Sends**: `GET /instances/{id}` or `GET /instances/detail`, expects 200.
   */
  readonly findInstances: (id?: string) => Call<readonly wire.Instance[]>
  /** One instance with its disk usage. A dead guest delays the answer by 15 seconds. **Sends**: `GET /instances/{id}`, expects 200. */
  readonly showInstance: (id: string) => Call<wire.Instance>
  /**
   * Creates an instance, from a backup when `restorePoint` is given. **Sends**: `POST /instances`, expects 200.
   *
   * **Fails with** `tooLarge`, `notComplete`, `checksumMismatch`, `swiftRefused`, `quotaExceeded` and others.
   */
  readonly createInstance: (instance: wire.CreateInstance) => Call<wire.Instance>
  /** Changes the name and at most one other thing. Leaving `configuration` out may detach it. **Sends**: `PUT /instances/{id}`, expects 202. */
  readonly updateInstance: (id: string, changes: wire.UpdateInstance) => Call<void>
  /** Begins to delete an instance; gone when `showInstance` fails with `instanceNotFound`. **Sends**: `DELETE /instances/{id}`, expects 202. */
  readonly deleteInstance: (id: string) => Call<void>
  /**
   * Fails the running backups of an instance; deletes nothing. With `force` its owner may, else only administrators.
   * **Sends**: `POST /instances/{id}/action`, expects 202.
   */
  readonly resetStatus: (id: string, options?: { readonly force?: boolean }) => Call<void>
  /** The databases in an instance, as its guest answers. **Sends**: `GET /instances/{id}/databases`, expects 200. */
  readonly listDatabases: (instanceId: string, options?: ListOptions) => List<wire.Database>
  /** The database users of an instance, as its guest answers. **Sends**: `GET /instances/{id}/users`, expects 200. */
  readonly listUsers: (instanceId: string, options?: ListOptions) => List<wire.User>

  /**
   * The backups of the project or of one instance, deleted ones of it too; for administrators also those of another
   * project, by its id, or of all. **Sends**: `GET /backups`, expects 200. **Fails with** `forbidden` for everybody else.
   */
  readonly listBackups: (
    options?: ListOptions & { readonly instanceId?: string; readonly ofProject?: string | "all" },
  ) => List<wire.Backup>
  /**
   * The backups of an instance, or of the project, at one moment after the call: one request, more only beyond a thousand,
   * and one for all who ask at about the same time. **Sends**: `GET /backups?instance_id=…&limit=1000` or
   * `GET /backups?limit=1000`, expects 200.
   */
  readonly findBackups: (instanceId?: string) => Call<readonly wire.Backup[]>
  /** The backups of a living instance. **Sends**: `GET /instances/{id}/backups`, expects 200. */
  readonly listInstanceBackups: (instanceId: string, options?: ListOptions) => List<wire.Backup>
  /** One backup. **Sends**: `GET /backups/{id}`, expects 200. **Fails with** `backupNotFound` once it is gone. */
  readonly showBackup: (id: string) => Call<wire.Backup>
  /**
   * Starts a backup, with a token of at least half its lifetime. **Sends**: `POST /backups`, expects 202.
   *
   * **Fails with** `busy`, `notReady`, `swiftRefused`, `quotaExceeded`, `instanceNotFound`, `notSupported` and others.
   */
  readonly createBackup: (backup: wire.CreateBackup) => Call<wire.Backup>
  /** Begins to delete a backup and all that hang on it. **Sends**: `DELETE /backups/{id}`, expects 202. **Fails with** `backupRunning` and others. */
  readonly deleteBackup: (id: string) => Call<void>

  /** Where backups go that name no container, for the project and for single instances. **Sends**: `GET /backup_strategies`, expects 200; since 14.0. */
  readonly listBackupStrategies: Call<readonly wire.BackupStrategy[]>

  /** The flavors of the cloud. **Sends**: `GET /flavors`, expects 200. */
  readonly listFlavors: Call<readonly wire.Flavor[]>
  /**
   * The flavor of an id, if it is there, or all: whoever asks at about the same time shares a request, and one that was
   * seen in the last ten minutes is not asked for again.
   * **Sends**: `GET /flavors/{id}` or `GET /flavors`, expects 200.
   */
  readonly findFlavors: (id?: string) => Call<readonly wire.Flavor[]>
  /** One flavor, by what `str_id` holds. **Sends**: `GET /flavors/{id}`, expects 200. */
  readonly showFlavor: (id: string) => Call<wire.Flavor>
  /** The datastores with their versions. **Sends**: `GET /datastores`, expects 200. */
  readonly listDatastores: Call<readonly wire.Datastore[]>
  /** One datastore, by name or id. **Sends**: `GET /datastores/{datastore}`, expects 200. */
  readonly showDatastore: (datastore: string) => Call<wire.Datastore>
  /** One version, by names or ids. **Sends**: `GET /datastores/{datastore}/versions/{version}`, expects 200. */
  readonly showDatastoreVersion: (datastore: string, version: string) => Call<wire.DatastoreVersion>
  /**
   * The flavors that a datastore version, by its id, may run on. **Sends**:
   * `GET /datastores/{datastore}/versions/{id}/flavors`, expects 200.
   */
  readonly listAllowedFlavors: (datastore: string, versionId: string) => Call<readonly wire.Flavor[]>
  /**
   * The types of volume that a datastore version, by its id, may be put on. **Sends**:
   * `GET /datastores/{datastore}/versions/{id}/volume-types`, expects 200.
   */
  readonly listVolumeTypes: (datastore: string, versionId: string) => Call<wire.VolumeTypesAnswer["volume_types"]>

  /** The configuration groups of the project, without their values. **Sends**: `GET /configurations`, expects 200. */
  readonly listConfigurations: (options?: ListOptions) => List<wire.Configuration>
  /** One configuration group with its values. **Sends**: `GET /configurations/{id}`, expects 200. */
  readonly showConfiguration: (id: string) => Call<wire.Configuration>
  /** Makes a configuration group for one datastore version. **Sends**: `POST /configurations`, expects 200. */
  readonly createConfiguration: (configuration: CreateConfiguration) => Call<wire.Configuration>

  /** Quota limits and request rates. **Sends**: `GET /limits`, expects 200. */
  readonly limits: Call<readonly wire.Limit[]>
  /** Quotas and their use, of the own project unless another is named. **Sends**: `GET /mgmt/quotas/{project}`, expects 200; for members since 16.0. */
  readonly quotas: (project?: string) => Call<readonly wire.Quota[]>

  /** The object store of the same project, where the backups lie. */
  readonly swift: SwiftService

  /**
   * The typed client of the whole description, with token and endpoint, for calls without a method here. It answers
   * `{ data, error, response }`, throws what `fetch` throws, repeats nothing and classifies nothing.
   */
  readonly api: RawTroveClient
}

/**
 * Trove in one project.
 *
 * **Example**
 *
 * ```ts
 * const program = Effect.gen(function* () {
 *   const trove = yield* Trove
 *   return yield* Stream.runCollect(trove.listInstances())
 * }).pipe(Effect.provide(Trove.layer(connection)))
 * ```
 *
 * @category services
 * @since 0.1.0
 */
export class Trove extends Context.Service<Trove, TroveService>()("@breakwater/trove-adapter/Trove") {
  /**
   * Checks the connection; asks nothing yet. The scope's project and region win over the connection's own.
   *
   * **Fails with** `invalidConnection`, also where a scope names another project beside `asAdmin`.
   */
  static readonly make = (
    connection: Connection,
    scope?: { readonly project?: string; readonly region?: string },
  ): Effect.Effect<TroveService, TroveError> => makeDirect(connection, scope)

  static readonly layer = (
    connection: Connection,
    scope?: { readonly project?: string; readonly region?: string },
  ): Layer.Layer<Trove, TroveError> => Layer.effect(Trove, Trove.make(connection, scope))
}
