/** What Trove demands of the bodies of its core calls. Unknown fields are mostly let through. */
import type { Schema } from "./checkBody.ts"

const visibleText: Schema = { type: "string", minLength: 1, maxLength: 255, pattern: "^.*[0-9a-zA-Z]+.*$" }

const hex = (digits: number): string => `([0-9a-fA-F]){${digits}}`

const uuid: Schema = {
  type: "string",
  minLength: 1,
  maxLength: 64,
  pattern: `^${[8, 4, 4, 4, 12].map(hex).join("-")}$`,
}

const zeroOrOne: Schema = { type: "integer", minimum: 0, maximum: 1 }

const flavorRef: Schema = { oneOf: [visibleText, { type: "integer" }] }

const volumeSize: Schema = {
  oneOf: [
    { type: "integer", minimum: 1 },
    { type: "string", maxLength: 40, minLength: 1, pattern: "^0*[1-9]+[0-9]*$" },
  ],
}

const volume: Schema = {
  type: "object",
  required: ["size"],
  properties: { size: volumeSize, type: { oneOf: [visibleText, { type: "null" }] } },
}

const uuidOrNull: Schema = { oneOf: [uuid, { type: "null" }] }

const name: Schema = { type: "string", minLength: 1, pattern: "^.*[0-9a-zA-Z]+.*$" }

const host: Schema = { type: "string", minLength: 1, pattern: "^[%]?[\\w(-).]*[%]?$" }

const namedThings: Schema = {
  type: "array",
  minItems: 0,
  uniqueItems: true,
  items: { type: "object", required: ["name"], properties: { name: visibleText } },
}

const databases: Schema = {
  type: "array",
  minItems: 0,
  items: {
    type: "object",
    required: ["name"],
    properties: { name: visibleText, character_set: visibleText, collate: visibleText },
  },
}

const users: Schema = {
  type: "array",
  minItems: 0,
  items: {
    type: "object",
    required: ["name", "password"],
    properties: { name, password: visibleText, host, databases: namedThings },
  },
}

const nics: Schema = {
  type: "array",
  maxItems: 1,
  items: {
    type: "object",
    additionalProperties: false,
    properties: {
      "net-id": uuid,
      network_id: uuid,
      subnet_id: uuid,
      ip_address: { type: "string", minLength: 7, maxLength: 15, pattern: "^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$" },
    },
  },
}

const accessProperties: NonNullable<Schema["properties"]> = {
  is_public: { type: "boolean" },
  allowed_cidrs: {
    type: "array",
    uniqueItems: true,
    items: { type: "string", pattern: "^([0-9]{1,3}\\.){3}[0-9]{1,3}(\\/([0-9]|[1-2][0-9]|3[0-2]))?$" },
  },
}

const wrapped = (key: string, inner: Schema): Schema => ({
  type: "object",
  required: [key],
  properties: { [key]: inner },
})

export const createInstanceSchema = wrapped("instance", {
  type: "object",
  required: ["name"],
  properties: {
    name: visibleText,
    configuration_id: uuidOrNull,
    flavorRef,
    volume,
    databases,
    users,
    restorePoint: { type: "object", required: ["backupRef"], properties: { backupRef: uuid } },
    replica_of: uuid,
    replica_count: { type: "integer", minimum: 1, maximum: 3 },
    availability_zone: visibleText,
    datastore: {
      type: "object",
      properties: { type: visibleText, version: visibleText, version_number: visibleText },
    },
    nics,
    modules: { type: "array", minItems: 0, items: { type: "object", required: ["id"], properties: { id: uuid } } },
    region_name: visibleText,
    locality: visibleText,
    access: { type: "object", properties: accessProperties },
  },
})

const changeable = { name: visibleText, replica_of: {}, configuration: uuidOrNull, datastore_version: visibleText }

export const updateInstanceSchema = wrapped("instance", {
  type: "object",
  additionalProperties: false,
  properties: {
    ...changeable,
    access: { type: "object", additionalProperties: false, properties: accessProperties },
  },
})

/** The older form of an update: `slave_of` instead of `access`. */
export const patchInstanceSchema = wrapped("instance", {
  type: "object",
  additionalProperties: false,
  properties: { slave_of: {}, ...changeable },
})

/** By the first key of an action's body; what is not here is not checked. */
export const actionSchemas: Readonly<Record<string, Schema>> = {
  restart: wrapped("restart", { type: "object" }),
  "resize volume": wrapped("resize", { type: "object", required: ["volume"], properties: { volume } }),
  "resize flavorRef": wrapped("resize", { type: "object", required: ["flavorRef"], properties: { flavorRef } }),
}

export const createBackupSchema = wrapped("backup", {
  type: "object",
  required: ["name"],
  properties: {
    description: visibleText,
    instance: uuid,
    name: visibleText,
    parent_id: uuid,
    incremental: zeroOrOne,
    swift_container: visibleText,
    restore_from: {
      type: "object",
      required: ["remote_location", "local_datastore_version_id", "size"],
      properties: {
        remote_location: visibleText,
        local_datastore_version_id: uuid,
        size: { type: "number" },
      },
    },
  },
})

export const createStrategySchema = wrapped("backup_strategy", {
  type: "object",
  additionalProperties: false,
  required: ["swift_container"],
  properties: { instance_id: uuid, swift_container: visibleText },
})

export const createDatabasesSchema = wrapped("databases", databases)

export const createUsersSchema = wrapped("users", users)

export const updateUserSchema = wrapped("user", {
  type: "object",
  minProperties: 1,
  properties: { name, password: visibleText, host },
})

export const grantAccessSchema = wrapped("databases", namedThings)
