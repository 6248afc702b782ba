/** The parameters that configuration groups of each datastore may set. */
import { mariadbParameters } from "./parameters/mariadbParameters.ts"
import { mysqlParameters } from "./parameters/mysqlParameters.ts"
import { postgresqlParameters } from "./parameters/postgresqlParameters.ts"

type ParameterType = "integer" | "string" | "boolean" | "float"

/** The bounds are exact: some are greater than a `number` can hold. */
export interface ConfigurationParameter {
  readonly name: string
  readonly type: ParameterType
  readonly restartRequired: boolean
  readonly min: bigint | undefined
  readonly max: bigint | undefined
}

/** By manager; none where groups are not supported. */
export const parametersOf = (manager: string): readonly ConfigurationParameter[] => tables.get(manager) ?? []

const line = /^(\S+) (integer|string|boolean|float)(?: (-?\d*)\.\.(\d*))?( restart)?$/

const bound = (text: string | undefined): bigint | undefined => (text ? BigInt(text) : undefined)

const readTable = (text: string): readonly ConfigurationParameter[] =>
  text
    .trim()
    .split("\n")
    .map((row) => {
      const [, name = "", type = "", min, max, restart] = line.exec(row) ?? []
      return {
        name,
        type: type as ParameterType,
        restartRequired: restart !== undefined,
        min: bound(min),
        max: bound(max),
      }
    })

const tables = new Map([
  ["mysql", readTable(mysqlParameters)],
  ["mariadb", readTable(mariadbParameters)],
  ["postgresql", readTable(postgresqlParameters)],
])
