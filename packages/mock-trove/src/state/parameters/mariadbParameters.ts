/** The parameters a MariaDB group may set: name, type, least..greatest, and whether a change needs a restart. */

export const mariadbParameters = `
innodb_file_per_table integer 0..1
autocommit integer 0..1
local_infile integer 0..1
lower_case_table_names integer 0..2 restart
key_buffer_size integer 8..4294967295
connect_timeout integer 2..31536000
join_buffer_size integer 128..9223372036854775807
sort_buffer_size integer 32768..9223372036854775807
innodb_buffer_pool_size integer 5242880..9223372036854775807 restart
innodb_flush_log_at_trx_commit integer 0..2
innodb_flush_method string restart
innodb_log_buffer_size integer 262144..4294967295 restart
innodb_log_file_size integer 4194304..274877906944 restart
innodb_open_files integer 10..4294967295 restart
innodb_thread_concurrency integer 0..1000
sync_binlog integer 0..4294967295
auto_increment_increment integer 1..65535
auto_increment_offset integer 1..65535
bulk_insert_buffer_size integer 0..9223372036854775807
expire_logs_days integer 0..99
interactive_timeout integer 1..65535
max_allowed_packet integer 1024..1073741824
max_connect_errors integer 1..9223372036854775807
max_connections integer 1..100000
myisam_sort_buffer_size integer 4096..9223372036854775807
max_user_connections integer 0..4294967295
server_id integer 0..4294967295
wait_timeout integer 1..31536000
character_set_client string
character_set_connection string
character_set_database string
character_set_filesystem string
character_set_results string
character_set_server string
collation_connection string
collation_database string
collation_server string
performance_schema boolean restart
long_query_time float 0..
max_prepared_stmt_count integer 0..1048576
`
