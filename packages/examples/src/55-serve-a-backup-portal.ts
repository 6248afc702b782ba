/**
 * A backup portal: an HTTP service over the engine, in promise code, and a plain page in front of it. Whoever asks sees
 * the operations and checkpoints of their own project alone; who that is, the portal's own login tells.
 */
import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { sqliteEngine } from "@breakwater/core/engine/sqlite"
import {
  type Bank,
  createProtection,
  type EngineDriver,
  errorResponse,
  eventsResponse,
  fileBank,
  type Json,
  memoryBank,
  memoryEngine,
  ProtectionError,
  type RequestInput,
  type Scope,
} from "@breakwater/core/promise"
import { trove } from "@breakwater/trove-adapter/promise"
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify"
import { type Cloud, openCloud } from "./openCloud.ts"

export interface PortalOptions {
  readonly cloud: Cloud
  /** One that keeps operations in a file or a database lets them survive this process; so does the bank. */
  readonly engine?: EngineDriver
  readonly bank?: Bank
  /** Whose session this is. */
  readonly scopeOf?: (request: FastifyRequest) => Scope
}

export const serveABackupPortal = async (options: PortalOptions): Promise<FastifyInstance> => {
  const { cloud, engine = memoryEngine(), bank = memoryBank(), scopeOf = () => cloud.scope } = options
  const clock = cloud.clock ? { clock: cloud.clock } : {}
  const now = () => cloud.clock?.now() ?? Date.now()
  const { protectable, protection } = trove({ connect: cloud.connect, ownerTag: "portal", ...clock })
  const { operations, checkpoints, resources, schema, suggest, close } = await createProtection({
    engine,
    providers: [{ id: provider, bank, protectables: [protectable], plugins: [protection] }],
    limits: { perScope: 5, total: 50 },
    ...clock,
  })
  const page = await readFile(new URL("./55-serve-a-backup-portal/portal.html", import.meta.url))
  const app = fastify({ forceCloseConnections: true })
  app.addHook("onClose", close) // stops the turning; operations go on when the same engine is served again

  /** Whose a request is; what is another project's is as good as none. */
  const mine = (request: FastifyRequest) => {
    const { account, project = account } = scopeOf(request)
    return { label: ["project", project] as const }
  }
  const ownOperation = (request: FastifyRequest<ById>) => operations.get(request.params.id, mine(request))
  const ownCheckpoint = (request: FastifyRequest<ById>) => checkpoints.get(request.params.id, mine(request))

  /** What every request of a browser says: under which id, for whom, and until when. */
  const wanted = (request: FastifyRequest, rest: Pick<RequestInput, "verb" | "parameters"> & Partial<RequestInput>) => {
    const traceparent = request.headers["traceparent"]?.toString()
    return {
      id: request.headers["idempotency-key"]?.toString() || randomUUID(),
      provider,
      labels: { project: mine(request).label[1], by: scopeOf(request).account },
      deadline: new Date(now() + 4 * 3_600_000).toISOString(),
      ...(traceparent ? { traceparent } : {}),
      ...rest,
    }
  }
  const start = async (request: RequestInput, reply: FastifyReply) =>
    reply.code(202).send(await operations.start(request))

  app.get("/", (_, reply) => reply.type("text/html").send(page))

  app.get<{ Querystring: Paged }>("/instances", (request) =>
    resources.list(type, scopeOf(request), paged(request.query)),
  )
  app.get<ById>("/instances/:id/backup-form", async (request) => {
    const { id, name } = await resources.show(type, scopeOf(request), request.params.id)
    const data = {
      backup_name: `${name} ${new Date(now()).toISOString().slice(0, 10)}`,
      description: `Backup of ${name}.`,
    }
    return { schema: schema(type, "protect", "form"), data: { [`${type}#${id}`]: data } }
  })
  app.post<ById & Parameters>("/instances/:id/backups", form, async (request, reply) => {
    const { parameters } = request.body
    const resources = [{ scope: scopeOf(request), type, id: request.params.id }]
    return start(wanted(request, { verb: "protect", resources, parameters }), reply)
  })

  app.get<{ Querystring: Paged }>("/operations", (request) =>
    operations.list({ ...mine(request), ...paged(request.query) }),
  )
  app.get<ById>("/operations/:id", ownOperation)
  app.get<ById>("/operations/:id/resources", async (request) => operations.resources((await ownOperation(request)).id))
  app.get<ById & { Querystring: Paged }>("/operations/:id/events", async (request, reply) => {
    const after = request.headers["last-event-id"] ?? request.query.after
    return reply.send(eventsResponse(operations, await ownOperation(request), { after, signal: request.signal }))
  })
  app.post<ById>("/operations/:id/cancel", async (request, reply) => {
    const { id } = await ownOperation(request)
    return reply.code(202).send(await operations.cancel(id))
  })
  app.post<ById>("/operations/:id/retry", async (request, reply) => {
    const { id } = await ownOperation(request)
    return reply.code(202).send(await operations.retry(id))
  })

  app.get<{ Querystring: Paged }>("/checkpoints", (request) =>
    checkpoints.list({ provider, ...mine(request), ...paged(request.query) }),
  )
  app.get<ById>("/checkpoints/:id/restore-form", async (request) => {
    const { id } = await ownCheckpoint(request)
    return { schema: schema(type, "restore", "form"), data: await suggest({ verb: "restore", checkpoint: id }) }
  })
  app.post<ById & Parameters>("/checkpoints/:id/restore", form, async (request, reply) => {
    const { id: checkpoint } = await ownCheckpoint(request)
    const { parameters, anyway } = request.body
    const wish = wanted(request, { verb: "restore", checkpoint, parameters })
    const preview = await operations.preview(wish)
    return preview.blockers.length > 0 && !anyway ? reply.code(409).send({ preview }) : start(wish, reply)
  })
  app.delete<ById & { Querystring: { cascade?: string; confirm?: string } }>(
    "/checkpoints/:id",
    async (request, reply) => {
      const { id: checkpoint } = await ownCheckpoint(request)
      const { cascade, confirm } = request.query
      const parameters = { [type]: { cascade: cascade === "yes" } }
      const wish = wanted(request, { verb: "delete", checkpoint, parameters })
      const preview = await operations.preview(wish)
      if (preview.blockers.length > 0) return reply.code(409).send({ preview })
      const agreed = preview.joins || confirm === preview.digest // to what the user saw, and no more
      return agreed ? start(wish, reply) : reply.code(428).send({ preview })
    },
  )

  app.setErrorHandler((error, request, reply) => {
    if (error instanceof ProtectionError) return reply.send(errorResponse(error))
    const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500
    if (status < 500 && error instanceof Error) return reply.code(status).send({ message: error.message })
    request.log.error(error)
    return reply.code(500).send({ message: "Something broke here; it is in the log." })
  })
  return app
}

const paged = ({ after }: Paged) => ({ limit: 50, ...(after ? { after } : {}) })
const form = {
  schema: {
    body: {
      type: "object",
      required: ["parameters"],
      properties: { parameters: { type: "object" }, anyway: { type: "boolean" } },
    },
  },
}
type ById = { readonly Params: { readonly id: string } }
type Paged = { readonly after?: string }
type Parameters = {
  readonly Body: { readonly parameters: { readonly [key: string]: Json }; readonly anyway?: boolean }
}

const type = "OS::Trove::Instance"
const provider = "cloud"

if (process.argv[1] && import.meta.url.endsWith(process.argv[1])) {
  const folder = process.env["PORTAL_FOLDER"] // an existing one; without it nothing survives this process
  const kept = folder ? { engine: sqliteEngine(`${folder}/operations.db`), bank: fileBank(`${folder}/bank`) } : {}
  const app = await serveABackupPortal({ cloud: openCloud(process.env, "x60"), ...kept })
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => app.close())
  console.log(await app.listen({ port: Number(process.env["PORT"] ?? 8055) }))
}
