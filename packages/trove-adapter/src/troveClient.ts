/**
 * Trove in one project for code that knows only promises: the methods of `TroveService`, lists as async iterables, abort
 * signals. Rejections are real `TroveError`s.
 */
import { fromHostClock, type HostClock } from "@breakwater/core"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import type { Connection } from "./Connection.ts"
import type * as wire from "./generated/trove.ts"
import type { RawTroveClient } from "./internal/client.ts"
import { makeDirect } from "./internal/makeTrove.ts"
import type { Session } from "./Keystone.ts"
import type { ListedObject, StoredObject } from "./Swift.ts"
import type { CreateConfiguration, ListOptions } from "./Trove.ts"
import type { TroveError } from "./TroveError.ts"

/** What may accompany a call: a signal ends it, wherever it is. @category models @since 0.1.0 */
export interface Call {
  readonly signal?: AbortSignal
}

/**
 * The project and region win over the connection's own; beside `asAdmin` no other project than that is taken. The clock is
 * the real one unless given.
 *
 * @category models
 * @since 0.1.0
 */
export interface TroveClientOptions {
  readonly project?: string
  readonly region?: string
  readonly clock?: HostClock
}

/**
 * Each method does what its namesake in `TroveService` does. An aborted call rejects with the signal's reason, and so does
 * the reading of an aborted list: a list that ends is whole. Leaving a `for await` early asks for no further page.
 *
 * @category models
 * @since 0.1.0
 */
export interface TroveClient extends AsyncDisposable {
  /** Who asks, of which project, until when; the token itself stays inside. */
  session(call?: Call): Promise<Omit<Session, "token">>
  listInstances(options?: ListOptions & Call): AsyncIterable<wire.Instance>
  pageInstances(
    options?: { readonly after?: string; readonly limit?: number } & Call,
  ): Promise<{ readonly rows: readonly wire.Instance[]; readonly next?: string }>
  pageInstancesDetail(
    options?: { readonly after?: string; readonly limit?: number } & Call,
  ): Promise<{ readonly rows: readonly wire.Instance[]; readonly next?: string }>
  listInstancesDetail(options?: ListOptions & Call): AsyncIterable<wire.Instance>
  listMgmtInstances(project: string, options?: ListOptions & Call): AsyncIterable<wire.ListedMgmtInstance>
  findInstances(id?: string, call?: Call): Promise<readonly wire.Instance[]>
  showInstance(id: string, call?: Call): Promise<wire.Instance>
  createInstance(instance: wire.CreateInstance, call?: Call): Promise<wire.Instance>
  updateInstance(id: string, changes: wire.UpdateInstance, call?: Call): Promise<void>
  deleteInstance(id: string, call?: Call): Promise<void>
  resetStatus(id: string, options?: { readonly force?: boolean } & Call): Promise<void>
  listDatabases(instanceId: string, options?: ListOptions & Call): AsyncIterable<wire.Database>
  listUsers(instanceId: string, options?: ListOptions & Call): AsyncIterable<wire.User>
  listBackups(
    options?: ListOptions & { readonly instanceId?: string; readonly ofProject?: string | "all" } & Call,
  ): AsyncIterable<wire.Backup>
  findBackups(instanceId?: string, call?: Call): Promise<readonly wire.Backup[]>
  listInstanceBackups(instanceId: string, options?: ListOptions & Call): AsyncIterable<wire.Backup>
  showBackup(id: string, call?: Call): Promise<wire.Backup>
  createBackup(backup: wire.CreateBackup, call?: Call): Promise<wire.Backup>
  deleteBackup(id: string, call?: Call): Promise<void>
  listBackupStrategies(call?: Call): Promise<readonly wire.BackupStrategy[]>
  listFlavors(call?: Call): Promise<readonly wire.Flavor[]>
  findFlavors(id?: string, call?: Call): Promise<readonly wire.Flavor[]>
  showFlavor(id: string, call?: Call): Promise<wire.Flavor>
  listDatastores(call?: Call): Promise<readonly wire.Datastore[]>
  showDatastore(datastore: string, call?: Call): Promise<wire.Datastore>
  showDatastoreVersion(datastore: string, version: string, call?: Call): Promise<wire.DatastoreVersion>
  listAllowedFlavors(datastore: string, versionId: string, call?: Call): Promise<readonly wire.Flavor[]>
  listVolumeTypes(datastore: string, versionId: string, call?: Call): Promise<wire.VolumeTypesAnswer["volume_types"]>
  listConfigurations(options?: ListOptions & Call): AsyncIterable<wire.Configuration>
  showConfiguration(id: string, call?: Call): Promise<wire.Configuration>
  createConfiguration(configuration: CreateConfiguration, call?: Call): Promise<wire.Configuration>
  limits(call?: Call): Promise<readonly wire.Limit[]>
  quotas(project?: string, call?: Call): Promise<readonly wire.Quota[]>
  /** The object store of the same project; see `SwiftService`. */
  readonly swift: {
    showObject(container: string, name: string, call?: Call): Promise<StoredObject>
    listObjects(
      container: string,
      options?: ListOptions & { readonly prefix?: string } & Call,
    ): AsyncIterable<ListedObject>
  }
  /** The typed client of the whole description; it takes signals of its own, and `close` does not end its calls. */
  readonly api: RawTroveClient
  /** Ends every call and list that is under way, and refuses later ones, with an `AbortError`. */
  close(): Promise<void>
}

/**
 * Checks the connection and gives a client over it; asks nothing yet. Clients share no token with one another.
 *
 * **Fails with** (throws) `invalidConnection`, one issue for each fault; also where the options name another project beside
 * `asAdmin`.
 *
 * **Example**
 *
 * ```ts
 * await using trove = troveClient({ authUrl, auth, project: { name: "shop", domain: "Default" } })
 * for await (const instance of trove.listInstances()) console.log(instance.name)
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const troveClient = (connection: Connection, options: TroveClientOptions = {}): TroveClient => {
  const { clock, ...scope } = options
  const services = clock === undefined ? Context.empty() : Context.make(Clock.Clock, fromHostClock(clock))
  const trove = Effect.runSyncWith(services)(makeDirect(connection, scope))
  const fork = Effect.runForkWith(services)
  const closing = new AbortController()
  const running = new Set<Fiber.Fiber<unknown, unknown>>()
  const signalOf = ({ signal }: Call) =>
    signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal])

  const run = <A>(effect: Effect.Effect<A, TroveError>, { signal }: Call = {}): Promise<A> =>
    new Promise((resolve, reject) => {
      const ended = () => (signal?.aborted === true ? signal : closing.signal.aborted ? closing.signal : undefined)
      const before = ended()
      if (before !== undefined) return reject(before.reason)
      const fiber = fork(effect, signal && { signal })
      running.add(fiber)
      fiber.addObserver((exit) => {
        running.delete(fiber)
        if (Exit.isSuccess(exit)) return resolve(exit.value)
        const now = ended()
        reject(now === undefined ? Cause.squash(exit.cause) : now.reason)
      })
    })
  const list = <A>(rows: Stream.Stream<A, TroveError>, call: Call = {}): AsyncIterable<A> =>
    Stream.toAsyncIterableWith(Stream.interruptWhen(rows, failsWhenAborted(signalOf(call))), services)
  const close = () => {
    closing.abort(new DOMException("This client was closed.", "AbortError"))
    for (const fiber of running) fiber.interruptUnsafe()
    return Promise.resolve()
  }

  return {
    session: (call) =>
      run(
        Effect.map(trove.session, ({ token: _, ...session }) => session),
        call,
      ),
    listInstances: ({ signal, ...how } = {}) => list(trove.listInstances(how), signal && { signal }),
    pageInstances: ({ signal, ...page } = {}) => run(trove.pageInstances(page), signal && { signal }),
    pageInstancesDetail: ({ signal, ...page } = {}) => run(trove.pageInstancesDetail(page), signal && { signal }),
    listInstancesDetail: ({ signal, ...how } = {}) => list(trove.listInstancesDetail(how), signal && { signal }),
    listMgmtInstances: (project, { signal, ...how } = {}) =>
      list(trove.listMgmtInstances(project, how), signal && { signal }),
    findInstances: (id, call) => run(trove.findInstances(id), call),
    showInstance: (id, call) => run(trove.showInstance(id), call),
    createInstance: (instance, call) => run(trove.createInstance(instance), call),
    updateInstance: (id, changes, call) => run(trove.updateInstance(id, changes), call),
    deleteInstance: (id, call) => run(trove.deleteInstance(id), call),
    resetStatus: (id, { signal, ...how } = {}) => run(trove.resetStatus(id, how), signal && { signal }),
    listDatabases: (id, { signal, ...how } = {}) => list(trove.listDatabases(id, how), signal && { signal }),
    listUsers: (id, { signal, ...how } = {}) => list(trove.listUsers(id, how), signal && { signal }),
    listBackups: ({ signal, ...how } = {}) => list(trove.listBackups(how), signal && { signal }),
    findBackups: (id, call) => run(trove.findBackups(id), call),
    listInstanceBackups: (id, { signal, ...how } = {}) =>
      list(trove.listInstanceBackups(id, how), signal && { signal }),
    showBackup: (id, call) => run(trove.showBackup(id), call),
    createBackup: (backup, call) => run(trove.createBackup(backup), call),
    deleteBackup: (id, call) => run(trove.deleteBackup(id), call),
    listBackupStrategies: (call) => run(trove.listBackupStrategies, call),
    listFlavors: (call) => run(trove.listFlavors, call),
    findFlavors: (id, call) => run(trove.findFlavors(id), call),
    showFlavor: (id, call) => run(trove.showFlavor(id), call),
    listDatastores: (call) => run(trove.listDatastores, call),
    showDatastore: (datastore, call) => run(trove.showDatastore(datastore), call),
    showDatastoreVersion: (datastore, version, call) => run(trove.showDatastoreVersion(datastore, version), call),
    listAllowedFlavors: (datastore, versionId, call) => run(trove.listAllowedFlavors(datastore, versionId), call),
    listVolumeTypes: (datastore, versionId, call) => run(trove.listVolumeTypes(datastore, versionId), call),
    listConfigurations: ({ signal, ...how } = {}) => list(trove.listConfigurations(how), signal && { signal }),
    showConfiguration: (id, call) => run(trove.showConfiguration(id), call),
    createConfiguration: (configuration, call) => run(trove.createConfiguration(configuration), call),
    limits: (call) => run(trove.limits, call),
    quotas: (project, call) => run(trove.quotas(project), call),
    swift: {
      showObject: (container, name, call) => run(trove.swift.showObject(container, name), call),
      listObjects: (container, { signal, ...how } = {}) =>
        list(trove.swift.listObjects(container, how), signal && { signal }),
    },
    api: trove.api,
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Fails with the signal's reason, when it has one. */
const failsWhenAborted = (signal: AbortSignal): Effect.Effect<never, unknown> =>
  Effect.callback((resume) => {
    const abort = () => resume(Effect.fail(signal.reason))
    if (signal.aborted) return abort()
    signal.addEventListener("abort", abort, { once: true })
    return Effect.sync(() => signal.removeEventListener("abort", abort))
  })
