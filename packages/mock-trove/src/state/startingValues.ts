/** The values a database begins with, as the templates of each datastore give them for a flavor's memory. */
import type { Cloud } from "./Cloud.ts"
import { versionOf } from "./datastores.ts"
import { findFlavor } from "./flavors.ts"
import type { InstanceRecord } from "./InstanceRecord.ts"
import { TroveFault } from "./TroveFault.ts"

type Values = Readonly<Record<string, string | number>>

/** Grows with the memory: so much for each 512 MB. */
const share = (ram: number, amount: number): number => Math.trunc((amount * ram) / 512)

const sizes = (ram: number): Values => ({
  tmp_table_size: `${share(ram, 16)}M`,
  max_heap_table_size: `${share(ram, 16)}M`,
  table_open_cache: share(ram, 256),
  table_definition_cache: share(ram, 256),
  open_files_limit: share(ram, 512),
  max_user_connections: share(ram, 100),
  max_connections: share(ram, 100),
  default_storage_engine: "innodb",
  "local-infile": 0,
})

const threads = (ram: number): Values => ({
  "skip-external-locking": 1,
  key_buffer_size: `${share(ram, 50)}M`,
  max_allowed_packet: `${share(ram, 1024)}K`,
  thread_stack: "192K",
  thread_cache_size: share(ram, 4),
  "myisam-recover-options": "BACKUP,FORCE",
})

const innodb = (ram: number): Values => ({
  innodb_data_file_path: "ibdata1:10M:autoextend",
  innodb_buffer_pool_size: `${share(ram, 150)}M`,
  innodb_file_per_table: 1,
  innodb_log_files_in_group: 2,
  innodb_log_file_size: "50M",
  innodb_log_buffer_size: "25M",
  connect_timeout: 15,
  wait_timeout: 120,
  join_buffer_size: "1M",
  read_buffer_size: "512K",
  read_rnd_buffer_size: "512K",
  sort_buffer_size: "1M",
})

const socket = "/var/run/mysqld/mysqld.sock"
const pid = "/var/run/mysqld/mysqld.pid"
const base = { port: 3306, basedir: "/usr", datadir: "/var/lib/mysql/data" }
const locale = "'en_US.utf8'"
const archive = "/var/lib/postgresql/data/wal_archive/%f"

const templates: Readonly<Record<string, (ram: number, server: number) => Values>> = {
  mysql: (ram, server) => ({
    ...base,
    "secure-file-priv": "NULL",
    tmpdir: "/var/tmp",
    "pid-file": pid,
    socket,
    default_authentication_plugin: "mysql_native_password",
    ...threads(ram),
    ...innodb(ram),
    ...sizes(ram),
    server_id: server,
    performance_schema: "ON",
  }),
  mariadb: (ram, server) => ({
    ...base,
    tmpdir: "/var/tmp",
    pid_file: pid,
    socket,
    ...threads(ram),
    query_cache_type: 1,
    query_cache_limit: "1M",
    query_cache_size: `${share(ram, 8)}M`,
    ...innodb(ram),
    ...sizes(ram),
    server_id: server,
  }),
  postgresql: (ram) => ({
    listen_addresses: "'*'",
    max_connections: 100,
    shared_buffers: `${Math.trunc((ram >= 3072 ? 0.25 : 0.1) * ram)}MB`,
    max_stack_depth: "7MB",
    dynamic_shared_memory_type: "posix",
    wal_level: "replica",
    wal_log_hints: "on",
    max_wal_size: "1GB",
    min_wal_size: "80MB",
    archive_mode: "on",
    archive_command: `'test ! -f ${archive} && cp %p ${archive}'`,
    restore_command: `'cp ${archive} "%p"'`,
    wal_keep_segments: 5,
    effective_cache_size: `${Math.max(ram - 512, 512)}MB`,
    log_timezone: "'Etc/UTC'",
    update_process_title: "off",
    datestyle: "'iso, mdy'",
    timezone: "'Etc/UTC'",
    lc_messages: locale,
    lc_monetary: locale,
    lc_numeric: locale,
    lc_time: locale,
    default_text_search_config: "'pg_catalog.english'",
    include_dir: "'/etc/postgresql/conf.d'",
  }),
}

/** The server's number is one of the instance's own; that of the real service is another one after each of its starts. */
export const startingValues = (cloud: Cloud, instance: InstanceRecord): Values => {
  const manager = versionOf(cloud, instance.datastoreVersion)?.version.manager ?? "none"
  const template = templates[manager]
  if (template === undefined) throw new TroveFault("notImplemented", `The mock has no template of ${manager}.`)
  const number = Number.parseInt(instance.id.replaceAll("-", "").slice(0, 8), 16) % 2 ** 31
  return template(findFlavor(cloud, instance.flavor)?.ram ?? 512, number)
}
