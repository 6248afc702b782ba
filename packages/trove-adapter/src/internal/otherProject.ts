/**
 * An administrator in another project. Trove shows it all, but what it makes is the administrator's own: a backup counts in
 * the project of the token and lies in its object store, a restore looks for the data there, and so does a delete, which
 * otherwise forgets the record and leaves the data behind. Whatever would do that is refused here.
 * Source: `trove/backup/models.py`, `Backup.create`, `.delete`; `trove/instance/models.py`, `Instance.create`.
 */
import { ProtectionError, type Scope } from "@breakwater/core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Backup, Instance } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import type { TroveError } from "../TroveError.ts"
import { toProtectionError } from "./mapping.ts"
import { look } from "./tools.ts"

/** The project of a scope, and that of the token which reaches it. */
export interface OtherProject {
  readonly project: string
  readonly own: string
}

export const otherProject = (
  { asAdmin, session }: TroveService,
  { project }: Pick<Scope, "project">,
): Effect.Effect<OtherProject | undefined, ProtectionError> =>
  !asAdmin || project === undefined
    ? Effect.undefined
    : Effect.map(look(session), ({ project: own }) =>
        own === undefined || own.id === project ? undefined : { project, own: own.id },
      )

/** Lets a scope of another project in once Trove has shown that the token is an administrator's; asked once a service. */
export const makeAdmission = () => {
  const admitted = new WeakSet<TroveService>()
  return Effect.fnUntraced(function* (
    trove: TroveService,
    scope: Scope,
  ): Effect.fn.Return<TroveService, ProtectionError> {
    const other = yield* otherProject(trove, scope)
    if (other === undefined || admitted.has(trove)) return trove
    yield* trove.listBackups({ ofProject: other.project, pageSize: 1 }).pipe(
      Stream.take(1),
      Stream.runDrain,
      Effect.mapError((error) => (error.reason === "forbidden" ? noAdmin(scope, error) : toProtectionError(error))),
    )
    admitted.add(trove)
    return trove
  })
}

/** The instance of an id, if it is of the scope's project: an administrator's token sees everybody's. */
export const ofScope = Effect.fnUntraced(function* (
  trove: TroveService,
  scope: Scope,
  instance: Instance,
): Effect.fn.Return<Instance, ProtectionError> {
  const { project: own } = yield* look(trove.session)
  const wanted = scope.project ?? own?.id
  const owner = instance.tenant_id ?? own?.id
  if (owner === undefined || wanted === undefined || owner === wanted) return instance
  return yield* new ProtectionError({
    code: "forbidden",
    message: `The instance ${instance.name} (${instance.id}) is of the project ${owner}, not of ${wanted}.`,
    recovery: "Name its project in the scope; an administrator gives the connection asAdmin: true besides.",
  })
})

/** What was made with a token of one project is not seen with that of another: there, nothing found proves nothing. */
export const sameProject = Effect.fnUntraced(function* (
  { session }: TroveService,
  begunIn: string | undefined,
): Effect.fn.Return<void, ProtectionError> {
  if (begunIn === undefined) return
  const { project: own } = yield* look(session)
  if (own === undefined || own.id === begunIn) return
  return yield* new ProtectionError({
    code: "forbidden",
    message: `This was begun with a token of the project ${begunIn}, and is turned with one of ${own.id}, which does not see what was made.`,
    recovery: "Give the connection what it was begun with, asAdmin as well, then retry.",
  })
})

/** Whose a backup is, as far as Trove tells; before release 14 it does not. */
type Owned = Pick<Backup, "id" | "name" | "project_id">

/** The same backup with the project it is known to be of, where Trove does not tell. */
export const withOwner = (backup: Backup, known: string | undefined): Backup =>
  backup.project_id !== undefined || known === undefined ? backup : { ...backup, project_id: known }

/**
 * Nothing where the backup is of the token's own project. One of which nobody knows whose it is must be, unless the token
 * is shown those of others too: `seesAll`.
 */
export const strangerFinding = (
  { id, name, project_id }: Owned,
  own: { readonly id: string } | undefined,
  why: keyof typeof reasons,
  seesAll = false,
): ProtectionError | undefined => {
  if (own === undefined || own.id === project_id || (project_id === undefined && !seesAll)) return undefined
  const project = project_id === undefined ? "a project that Trove does not tell" : `the project ${project_id}`
  return new ProtectionError({
    code: "notSupported",
    message: `The backup ${name} (${id}) is of ${project}, the token of ${own.id}: ${reasons[why]}`,
    recovery: `Give this account credentials of ${project_id === undefined ? "the backup's own project, without asAdmin" : project}.`,
  })
}

const reasons = {
  restore: "Trove looks for its data in the object store of the token's project, and can not restore it.",
  delete: "Trove would forget its record, and leave its data in the object store of that project.",
  look: "the object store of that project can not be asked with it.",
}

/** What a restore or an import makes is the token's project's, whatever scope it is for. */
export const targetFinding = (other: OtherProject | undefined): ProtectionError | undefined =>
  other === undefined
    ? undefined
    : new ProtectionError({
        code: "notSupported",
        message: `Trove restores and imports into the project of the token (${other.own}) alone, not into ${other.project}.`,
        recovery: `Name the scope of the project ${other.own}, or use credentials of the project ${other.project}.`,
      })

/** What is to be said where a backup is made for another project. */
export const aboutOwner = (other: OtherProject | undefined): readonly string[] =>
  other === undefined
    ? []
    : [
        `The backup belongs to the project ${other.own}, not to ${other.project}: it counts in that quota and lies in that object store.`,
      ]

const noAdmin = ({ account, project }: Scope, cause: TroveError) =>
  new ProtectionError(
    {
      code: "forbidden",
      message: `The account ${account} asks for the project ${project} as an administrator, and Trove refuses: ${cause.message}`,
      recovery:
        "Give the connection an administrator of Trove, or leave asAdmin out and use credentials of that project.",
      ...(cause.requestId === undefined ? {} : { requestIds: [cause.requestId] }),
    },
    { cause },
  )
