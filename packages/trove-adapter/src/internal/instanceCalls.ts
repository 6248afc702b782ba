/** Trove's calls about instances and what is inside them. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as wire from "../generated/trove.ts"
import type { ListOptions, TroveService } from "../Trove.ts"
import type { TroveClient } from "./client.ts"
import { gather, ifThere } from "./gather.ts"
import { byKey, byOffset, nextMarker } from "./pager.ts"
import type { RequestOptions, SendRequest } from "./request.ts"
import { routes } from "./routes.ts"

type InstanceCalls = Pick<
  TroveService,
  | "listInstances"
  | "pageInstances"
  | "pageInstancesDetail"
  | "listInstancesDetail"
  | "listMgmtInstances"
  | "findInstances"
  | "showInstance"
  | "createInstance"
  | "updateInstance"
  | "deleteInstance"
  | "resetStatus"
  | "listDatabases"
  | "listUsers"
>

export const instanceCalls = (send: SendRequest, client: TroveClient): InstanceCalls => {
  const listInstancesDetail: InstanceCalls["listInstancesDetail"] = (options) =>
    byKey((marker) => {
      const params = { query: pageOf(marker, options) }
      return send("listInstancesDetail", (init) =>
        client.GET(routes.listInstancesDetail.path, { params, ...init }),
      ).pipe(Effect.map(({ instances: rows, links }) => ({ rows, links })))
    }, idOf)

  const showInstance: InstanceCalls["showInstance"] = (id) => {
    const params = { path: { instance_id: id } }
    return send("showInstance", (init) => client.GET(routes.showInstance.path, { params, ...init }), {
      names: { instance: id },
    }).pipe(Effect.map(({ instance }) => instance))
  }

  return {
    listInstances: (options) =>
      byKey((marker) => {
        const params = { query: pageOf(marker, options) }
        return send("listInstances", (init) => client.GET(routes.listInstances.path, { params, ...init })).pipe(
          Effect.map(({ instances: rows, links }) => ({ rows, links })),
        )
      }, idOf),

    pageInstances: ({ after, limit } = {}) => {
      const params = { query: pageOf(after, limit === undefined ? {} : { pageSize: limit }) }
      return send("listInstances", (init) => client.GET(routes.listInstances.path, { params, ...init })).pipe(
        Effect.map(onePage),
      )
    },

    pageInstancesDetail: ({ after, limit } = {}) => {
      const page = pageOf(after, limit === undefined ? {} : { pageSize: limit })
      const params = { query: { ...page, include_clustered: true } }
      return send("listInstancesDetail", (init) =>
        client.GET(routes.listInstancesDetail.path, { params, ...init }),
      ).pipe(Effect.map(onePage))
    },

    listInstancesDetail,
    listMgmtInstances: (project, { pageSize = 1000 } = {}) =>
      byOffset(
        "listMgmtInstances",
        (offset, limit) => {
          const query = { deleted: false, include_clustered: true, project_id: project, limit }
          const params = { query: offset === 0 ? query : { ...query, marker: offset } }
          return send("listMgmtInstances", (init) =>
            client.GET(routes.listMgmtInstances.path, { params, ...init }),
          ).pipe(Effect.map(({ instances: rows, links }) => ({ rows, links })))
        },
        pageSize,
        // A release without this filter gives everybody's.
      ).pipe(Stream.filter(({ tenant_id }) => tenant_id === project)),
    findInstances: gather({
      one: (id) => ifThere(showInstance(id)),
      all: Stream.runCollect(listInstancesDetail()),
      isOf: (instance, id) => instance.id === id,
      pageSize: 20,
      // It has none of another project, which an administrator is shown, and no members of clusters.
      isWhole: false,
    }),

    showInstance,

    createInstance: (instance) =>
      send(
        "createInstance",
        (init) => client.POST(routes.createInstance.path, { body: { instance }, ...init }),
        aboutCreate(instance),
      ).pipe(Effect.map((answer) => answer.instance)),

    updateInstance: (id, instance) => {
      const params = { path: { instance_id: id } }
      return send(
        "updateInstance",
        (init) => client.PUT(routes.updateInstance.path, { params, body: { instance }, ...init }),
        { names: { instance: id } },
      )
    },

    deleteInstance: (id) => {
      const params = { path: { instance_id: id } }
      return send("deleteInstance", (init) => client.DELETE(routes.deleteInstance.path, { params, ...init }), {
        names: { instance: id },
      })
    },

    resetStatus: (id, { force = false } = {}) => {
      const params = { path: { instance_id: id } }
      const body = { reset_status: force ? { force_delete: true } : {} }
      return send("instanceAction", (init) => client.POST(routes.instanceAction.path, { params, body, ...init }), {
        names: { instance: id },
      })
    },

    listDatabases: (id, options) =>
      byKey(
        (marker) => {
          const params = { path: { instance_id: id }, query: pageOf(marker, options) }
          return send("listDatabases", (init) => client.GET(routes.listDatabases.path, { params, ...init }), {
            names: { instance: id },
          }).pipe(Effect.map(({ databases: rows, links }) => ({ rows, links })))
        },
        ({ name }) => name,
      ),

    listUsers: (id, options) =>
      byKey(
        (marker) => {
          const params = { path: { instance_id: id }, query: pageOf(marker, options) }
          return send("listUsers", (init) => client.GET(routes.listUsers.path, { params, ...init }), {
            names: { instance: id },
          }).pipe(Effect.map(({ users: rows, links }) => ({ rows, links })))
        },
        ({ name, host }) => `${name}@${host ?? ""}`,
      ),
  }
}

/** The server's own cap, asked for as well, so that a page is as large as it may be. */
const pageOf = (marker: string | undefined, { pageSize = 20 }: ListOptions = {}) => ({
  ...(marker === undefined ? {} : { marker }),
  limit: pageSize,
})

const onePage = ({ instances: rows, links }: wire.InstancesAnswer) => {
  const next = nextMarker({ rows, links })
  return { rows, ...(next === undefined ? {} : { next }) }
}

const idOf = ({ id }: wire.Instance): string => id

/** The guest works with the token after the answer; passwords of users must not come back in an error. */
const aboutCreate = ({ users = [], replica_of, restorePoint }: wire.CreateInstance): RequestOptions => ({
  freshToken: true,
  secrets: users.map(({ password }) => password),
  names: { instance: replica_of, backup: restorePoint?.backupRef },
  ...(replica_of === undefined && restorePoint !== undefined ? { asks: "restore" } : {}),
})
