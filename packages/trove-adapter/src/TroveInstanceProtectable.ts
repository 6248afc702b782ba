/** Which database instances a project has, and what can be done with each of them now. Busy ones are shown, not hidden. */
import {
  type Page,
  type Paging,
  type Protectable,
  type ProtectablePlugin,
  ProtectionError,
  type Resource,
  ResourceTypes,
  type Scope,
} from "@breakwater/core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import type { Instance } from "./generated/trove.ts"
import { readyForBackup } from "./internal/backupOf.ts"
import { makeAdmission, ofScope, otherProject } from "./internal/otherProject.ts"
import { present } from "./internal/present.ts"
import { look } from "./internal/tools.ts"
import type { TroveService } from "./Trove.ts"
import { Troves, type TrovesService } from "./Troves.ts"

/**
 * The protectable plugin of `OS::Trove::Instance`. Restore, verify and delete start from what protect saved, so that the
 * state of the instance never stands in their way.
 *
 * Members of clusters are shown, and that Trove makes no backups of them; a replica can be backed up like any other.
 *
 * Another project's are shown to an administrator whose connection says `asAdmin`.
 *
 * **Sends**: `GET /instances/detail` page by page, `GET /instances/{id}`; for another project `GET /backups?project_id=…`
 * once, to see that it may, and `GET /mgmt/instances?project_id=…`.
 *
 * **Fails with** `notFound` for an instance that is not there, `forbidden` for another project than the account's own.
 *
 * **Source**: `trove/instance/service.py`, `InstanceController.detail`, `.show`;
 * `trove/extensions/mgmt/instances/service.py`, `MgmtInstanceController.index`.
 *
 * @category services
 * @since 0.1.0
 */
export class TroveInstanceProtectable extends Context.Service<TroveInstanceProtectable, ProtectablePlugin>()(
  "@breakwater/trove-adapter/TroveInstanceProtectable",
) {
  static readonly make = (troves: TrovesService): ProtectablePlugin => {
    const open = opening(troves)
    return {
      type: ResourceTypes.databaseInstance,
      parents: [ResourceTypes.project],
      list: (scope, page) => list(open, scope, page),
      show: Effect.fnUntraced(function* (scope, id) {
        const trove = yield* open(scope)
        return protectable(scope, yield* ofScope(trove, scope, yield* look(trove.showInstance(id))))
      }),
      dependents: Effect.fnUntraced(function* (parent, page) {
        if (parent.type !== ResourceTypes.project) return { items: [] }
        const { project = parent.id } = parent.scope
        if (project !== parent.id) return yield* notOwn(parent, project)
        return yield* list(open, { ...parent.scope, project }, page)
      }),
    }
  }

  static readonly layer: Layer.Layer<TroveInstanceProtectable, never, Troves> = Layer.effect(
    TroveInstanceProtectable,
    Effect.map(Troves, TroveInstanceProtectable.make),
  )
}

type Open = (scope: Scope) => Effect.Effect<TroveService, ProtectionError>

/** The Trove of a scope, if its token is of the scope's project or an administrator's: Trove shows every other nothing. */
const opening = (troves: TrovesService): Open => {
  const admit = makeAdmission()
  return Effect.fnUntraced(function* (scope) {
    const trove = yield* look(troves.of(scope))
    if (scope.project === undefined) return trove
    const { project } = yield* look(trove.session).pipe(
      Effect.catchIf(
        ({ code }) => code === "unauthenticated",
        (refusal) => Effect.flatMap(knows(troves, scope), (known) => (known ? notAllowed(scope, refusal) : refusal)),
      ),
    )
    if (trove.asAdmin) return yield* admit(trove, scope)
    return project === undefined || project.id === scope.project ? trove : yield* notAllowed(scope)
  })
}

/** Whether Keystone lets the account in without the project: it answers a wrong password and a missing role alike. */
const knows = (troves: TrovesService, { project: _, ...account }: Scope): Effect.Effect<boolean> =>
  troves.of(account).pipe(
    Effect.flatMap(({ session }) => session),
    Effect.match({ onSuccess: () => true, onFailure: () => false }),
  )

/** Page upon page of the server until there are as many as wanted. */
const list = Effect.fnUntraced(function* (
  open: Open,
  scope: Scope,
  { after, limit = 20 }: Paging = {},
): Effect.fn.Return<Page<Protectable>, ProtectionError> {
  const trove = yield* open(scope)
  const other = yield* otherProject(trove, scope)
  if (other !== undefined) {
    // That list is ordered by change, so a page of it begins nowhere: all of it is read, and ordered by id.
    const rows = (yield* look(Stream.runCollect(trove.listMgmtInstances(other.project))))
      .filter(({ id }) => after === undefined || id > after)
      .sort((one, two) => (one.id < two.id ? -1 : 1))
    const next = rows.length > limit ? rows[limit - 1]?.id : undefined
    return present({ items: rows.slice(0, limit).map((instance) => protectable(scope, instance)), next })
  }
  const items: Protectable[] = []
  let next = after
  do {
    const page = yield* look(trove.pageInstancesDetail(present({ after: next, limit: limit - items.length })))
    items.push(...page.rows.map((instance) => protectable(scope, instance)))
    next = page.next
  } while (next !== undefined && items.length < limit)
  return present({ items, next })
})

const protectable = (scope: Scope, instance: Instance): Protectable => {
  const { id, name, status, operating_status, datastore, flavor, volume, region, replica_of, cluster_id } = instance
  const ready = readyForBackup(instance)
  return {
    scope,
    type: ResourceTypes.databaseInstance,
    id,
    name,
    status,
    can: {
      protect: ready === true ? true : ready.toJSON(),
      restore: true,
      verify: true,
      delete: true,
    },
    extra: present({
      operatingStatus: operating_status,
      datastore: datastore.type ?? undefined,
      datastoreVersion: datastore.version ?? undefined,
      flavor: flavor.id,
      volumeSize: typeof volume?.size === "number" ? String(volume.size) : undefined,
      region: region ?? undefined,
      replicaOf: replica_of?.id,
      cluster: cluster_id,
    }),
  }
}

const notOwn = (parent: Resource, project: string) =>
  new ProtectionError({
    code: "forbidden",
    message: `The scope names the project ${project}; the instances of the project ${parent.id} can not be listed with it.`,
  })

const notAllowed = (scope: Scope, cause?: ProtectionError) =>
  new ProtectionError(
    {
      code: "forbidden",
      message: `The account ${scope.account} has no token of the project ${scope.project}: Trove shows a token its own project only.`,
      recovery: "Give the account a role on that project; an administrator gives the connection asAdmin: true instead.",
    },
    cause === undefined ? {} : { cause },
  )
