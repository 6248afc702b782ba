/** Some of the parameters MySQL and MariaDB groups may set: enough to try groups with, not the whole list of the real service. */

export interface ConfigurationParameter {
  readonly name: string
  readonly type: "integer" | "string"
  readonly restartRequired: boolean
  readonly min?: number
  readonly max?: number
}

const integer = (name: string, min: number, max: number, restartRequired = false): ConfigurationParameter => ({
  name,
  type: "integer",
  restartRequired,
  min,
  max,
})

const text = (name: string): ConfigurationParameter => ({ name, type: "string", restartRequired: false })

const mysql: readonly ConfigurationParameter[] = [
  integer("autocommit", 0, 1),
  text("character_set_server"),
  text("collation_server"),
  integer("connect_timeout", 2, 31_536_000),
  integer("innodb_file_per_table", 0, 1, true),
  integer("innodb_log_buffer_size", 262_144, 4_294_967_295, true),
  integer("interactive_timeout", 1, 65_535),
  integer("join_buffer_size", 0, 4_294_967_295),
  integer("long_query_time", 0, 2_147_483_647),
  integer("lower_case_table_names", 0, 2, true),
  integer("max_allowed_packet", 1_024, 1_073_741_824),
  integer("max_connections", 1, 100_000),
  integer("wait_timeout", 1, 31_536_000),
]

const parameters: Readonly<Record<string, readonly ConfigurationParameter[]>> = { mysql, mariadb: mysql }

/** By manager; none where groups are not supported. */
export const parametersOf = (manager: string): readonly ConfigurationParameter[] => parameters[manager] ?? []
