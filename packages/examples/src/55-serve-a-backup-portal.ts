/**
 * A backup portal: an HTTP service over the engine, in promise code, and a plain page in front of it. Whoever asks sees
 * the operations and checkpoints of their own project alone; who that is, the portal's own login tells.
 */

import { createHash, randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { Readable } from "node:stream"
import { sqliteEngine } from "@breakwater/core/engine/sqlite"
import {
  type Bank,
  createProtection,
  type EngineDriver,
  fileBank,
  httpStatus,
  type Json,
  memoryBank,
  memoryEngine,
  type OperationChange,
  ProtectionError,
  type Request,
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

  const owner = (request: FastifyRequest) => {
    const { account, project = account } = scopeOf(request)
    return project
  }
  const ownOperation = async (request: FastifyRequest<ById>) => {
    const operation = await operations.get(request.params.id)
    return operation.request.labels?.["project"] === owner(request) ? operation : none(operation.id)
  }
  const ownCheckpoint = async (request: FastifyRequest<ById>) => {
    const checkpoint = await checkpoints.get(request.params.id)
    return checkpoint.labels["project"] === owner(request) ? checkpoint : none(checkpoint.id)
  }

  /** What every request of a browser says: under which id, and for whom. */
  const wanted = (request: FastifyRequest, rest: Pick<Request, "verb" | "parameters"> & Partial<Request>) => ({
    id: request.headers["idempotency-key"]?.toString() || randomUUID(),
    provider,
    labels: { project: owner(request), by: scopeOf(request).account },
    ...rest,
  })
  type Wanted = ReturnType<typeof wanted>
  const inFourHours = () => new Date((cloud.clock?.now() ?? Date.now()) + 4 * 3_600_000).toISOString()
  const preview = (request: Wanted) => operations.preview({ ...request, deadline: inFourHours() })
  const start = async (wish: Wanted, request: FastifyRequest, reply: FastifyReply) => {
    const traceparent = request.headers["traceparent"]?.toString()
    const trace = traceparent ? { traceparent } : {}
    return reply.code(202).send(await operations.start({ ...wish, deadline: inFourHours(), ...trace }))
  }
  const isKnown = (id: string) =>
    operations.get(id).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === "notFound") return false
        throw error
      },
    )

  app.get("/", (_, reply) => reply.type("text/html").send(page))

  app.get<{ Querystring: Paged }>("/instances", (request) =>
    resources.list(type, scopeOf(request), paged(request.query)),
  )
  app.get<ById>("/instances/:id/backup-form", async (request) => {
    const { id, name } = await resources.show(type, scopeOf(request), request.params.id)
    const data = { backup_name: `${name} ${inFourHours().slice(0, 10)}`, description: `Backup of ${name}.` }
    return { schema: schema(type, "protect", "form"), data: { [`${type}#${id}`]: data } }
  })
  app.post<ById & Parameters>("/instances/:id/backups", form, async (request, reply) => {
    const { parameters } = request.body
    const asked = { scope: scopeOf(request), type, id: request.params.id, name: request.params.id }
    const wish = wanted(request, { verb: "protect", resources: [asked], parameters })
    if (await isKnown(wish.id)) return start(wish, request, reply) // joins, even when the instance is gone by now
    const { name } = await resources.show(type, asked.scope, asked.id)
    return start({ ...wish, resources: [{ ...asked, name }] }, request, reply)
  })

  app.get<{ Querystring: Paged }>("/operations", (request) =>
    operations.list({ label: ["project", owner(request)], ...paged(request.query) }),
  )
  app.get<ById>("/operations/:id", ownOperation)
  app.get<ById>("/operations/:id/resources", async (request) => operations.resources((await ownOperation(request)).id))
  app.get<ById & { Querystring: Paged }>("/operations/:id/events", async (request, reply) => {
    const { id, revision, state } = await ownOperation(request)
    const afterRevision = Number(request.headers["last-event-id"] ?? request.query.after) || 0
    if (ends.includes(state) && afterRevision >= revision) return reply.code(204).send() // a browser then asks no more
    const changes = operations.watch(id, { afterRevision, signal: request.signal })
    return reply
      .type("text/event-stream")
      .header("cache-control", "no-store")
      .send(Readable.from(events(changes)))
  })
  app.post<ById>("/operations/:id/cancel", async (request, reply) => {
    const { id } = await ownOperation(request)
    return reply.code(202).send(await operations.cancel(id))
  })
  app.post<ById>("/operations/:id/retry", async (request, reply) => {
    const { id } = await ownOperation(request)
    return reply.code(202).send(await operations.retry(id))
  })

  app.get<{ Querystring: Paged }>("/checkpoints", async (request) => {
    const { items, ...next } = await checkpoints.list({ provider, ...paged(request.query) })
    return { items: items.filter(({ labels }) => labels["project"] === owner(request)), ...next }
  })
  app.get<ById>("/checkpoints/:id/restore-form", async (request) => {
    const { id } = await ownCheckpoint(request)
    return { schema: schema(type, "restore", "form"), data: await suggest({ verb: "restore", checkpoint: id }) }
  })
  app.post<ById & Parameters>("/checkpoints/:id/restore", form, async (request, reply) => {
    const { id: checkpoint } = await ownCheckpoint(request)
    const { parameters, anyway } = request.body
    const wish = wanted(request, { verb: "restore", checkpoint, parameters })
    if (!anyway && !(await isKnown(wish.id))) {
      const seen = await preview(wish)
      if (seen.blockers.length > 0) return reply.code(409).send({ preview: seen })
    }
    return start(wish, request, reply)
  })
  app.delete<ById & { Querystring: { cascade?: string; confirm?: string } }>(
    "/checkpoints/:id",
    async (request, reply) => {
      const { id: checkpoint } = await ownCheckpoint(request)
      const { cascade, confirm } = request.query
      const parameters = { [type]: { cascade: cascade === "yes" } }
      const wish = wanted(request, { verb: "delete", checkpoint, parameters })
      if (!(await isKnown(wish.id))) {
        const seen = await preview(wish)
        if (seen.blockers.length > 0) return reply.code(409).send({ preview: seen })
        const saw = createHash("sha256").update(JSON.stringify(seen.deletes)).digest("hex") // what the user saw, no more
        if (confirm !== saw) return reply.code(428).send({ preview: seen, confirm: saw })
      }
      return start(wish, request, reply)
    },
  )

  app.setErrorHandler((error, request, reply) => {
    if (error instanceof ProtectionError) {
      if (error.retryAfterMs) reply.header("retry-after", Math.ceil(error.retryAfterMs / 1000))
      return reply.code(httpStatus[error.code]).send(error.toJSON())
    }
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
const ends = ["succeeded", "failed", "cancelled"]
const codeOf = (error: unknown) => (error instanceof ProtectionError ? error.code : undefined)

/** Another project's is as good as none. */
const none = (id: string): never => {
  throw new ProtectionError({ code: "notFound", message: `There is no "${id}" here.` })
}

/** Server-sent events; a browser that lost its connection says with `Last-Event-ID` which revision it has seen. */
const events = async function* (changes: AsyncIterable<OperationChange>) {
  yield "retry: 1000\n\n"
  for await (const change of changes) yield `id: ${change.operation.revision}\ndata: ${JSON.stringify(change)}\n\n`
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1])) {
  const folder = process.env["PORTAL_FOLDER"] // an existing one; without it nothing survives this process
  const kept = folder ? { engine: sqliteEngine(`${folder}/operations.db`), bank: fileBank(`${folder}/bank`) } : {}
  const app = await serveABackupPortal({ cloud: openCloud(process.env, "x60"), ...kept })
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => app.close())
  console.log(await app.listen({ port: Number(process.env["PORT"] ?? 8055) }))
}
