/** The parameters a PostgreSQL group may set: name, type, least..greatest, and whether a change needs a restart. */

export const postgresqlParameters = `
array_nulls boolean
authentication_timeout string
autovacuum boolean
autovacuum_analyze_scale_factor string
autovacuum_analyze_threshold integer 0..
autovacuum_freeze_max_age integer 0.. restart
autovacuum_max_workers integer 0.. restart
autovacuum_multixact_freeze_max_age integer 0.. restart
autovacuum_naptime string
autovacuum_vacuum_cost_delay string
autovacuum_vacuum_cost_limit integer -1..
autovacuum_vacuum_scale_factor string
autovacuum_vacuum_threshold integer 0..
autovacuum_work_mem integer -1..
backend_flush_after string
backslash_quote string
bgwriter_delay string
bgwriter_flush_after string
bgwriter_lru_maxpages integer 0..
bgwriter_lru_multiplier integer 0..
bonjour boolean restart
bonjour_name string restart
bytea_output string
check_function_bodies boolean
checkpoint_completion_target string
checkpoint_flush_after string
checkpoint_timeout integer
checkpoint_warning string
client_encoding string
client_min_messages string
commit_delay integer 0..
commit_siblings integer 0..
constraint_exclusion string
cpu_index_tuple_cost string
cpu_operator_cost string
cpu_tuple_cost string
cursor_tuple_fraction string
datestyle string
db_user_namespace boolean
deadlock_timeout string
debug_pretty_print boolean
debug_print_parse boolean
debug_print_plan boolean
debug_print_rewritten boolean
default_statistics_target integer 0..
default_tablespace string
default_text_search_config string
default_transaction_deferrable boolean
default_transaction_isolation string
default_transaction_read_only boolean
default_with_oids boolean
dynamic_shared_memory_type string
effective_cache_size string
effective_io_concurrency integer 0..
enable_bitmapscan boolean
enable_hashagg boolean
enable_hashjoin boolean
enable_indexonlyscan boolean
enable_indexscan boolean
enable_material boolean
enable_mergejoin boolean
enable_nestloop boolean
enable_seqscan boolean
enable_sort boolean
enable_tidscan boolean
escape_string_warning boolean
exit_on_error boolean
extra_float_digits integer 0..
force_parallel_mode boolean
from_collapse_limit integer 0..
fsync boolean
full_page_writes boolean
geqo boolean
geqo_effort integer 0..
geqo_generations integer 0..
geqo_pool_size integer 0..
geqo_seed integer 0..
geqo_selection_bias integer 0..
geqo_threshold integer 0..
gin_pending_list_limit string
hot_standby boolean restart
hot_standby_feedback boolean
huge_pages string restart
idle_in_transaction_session_timeout integer 0..
intervalstyle string
join_collapse_limit integer 0..
lc_messages string
lc_monetary string
lc_numeric string
lc_time string
lo_compat_privileges boolean
lock_timeout integer 0..
log_autovacuum_min_duration integer -1..
log_checkpoints boolean
log_connections boolean
log_disconnections boolean
log_duration boolean
log_error_verbosity string
log_executor_stats boolean
log_hostname boolean
log_line_prefix string
log_lock_waits boolean
log_min_duration_statement string
log_min_error_statement string
log_min_messages string
log_parser_stats boolean
log_planner_stats boolean
log_rotation_age string
log_rotation_size string
log_statement string
log_statement_stats boolean
log_temp_files integer -1..
log_timezone string
log_truncate_on_rotation boolean
maintenance_work_mem string
max_connections integer 0.. restart
max_files_per_process integer 0.. restart
max_locks_per_transaction integer 0.. restart
max_pred_locks_per_transaction integer 0.. restart
max_prepared_transactions integer 0.. restart
max_stack_depth string
max_standby_archive_delay string
max_standby_streaming_delay string
max_wal_size integer 0..
max_worker_processes integer 0..
min_wal_size integer 0..
parallel_setup_cost float
parallel_tuple_cost float
password_encryption boolean
quote_all_identifiers boolean
random_page_cost integer 0..
replacement_sort_tuples integer 0..
restart_after_crash boolean
search_path string
seq_page_cost integer 0..
session_replication_role string
shared_buffers string restart
sql_inheritance boolean
standard_conforming_strings boolean
statement_timeout integer 0..
superuser_reserved_connections integer 1.. restart
synchronize_seqscans boolean
synchronous_commit boolean
synchronous_standby_names string
tcp_keepalives_count integer 0..
tcp_keepalives_idle integer 0..
tcp_keepalives_interval integer 0..
temp_buffers string
temp_file_limit integer -1..
temp_tablespaces string
timezone string
timezone_abbreviations string
track_activities boolean
track_activity_query_size integer 0.. restart
track_counts boolean
track_functions string
track_io_timing boolean
transform_null_equals boolean
vacuum_cost_delay integer 0..
vacuum_cost_limit integer 0..
vacuum_cost_page_dirty integer 0..
vacuum_cost_page_hit integer 0..
vacuum_cost_page_miss integer 0..
vacuum_defer_cleanup_age integer 0..
vacuum_freeze_min_age integer 0..
vacuum_freeze_table_age integer 0..
vacuum_multixact_freeze_min_age integer 0..
vacuum_multixact_freeze_table_age integer 0..
wal_buffers integer -1.. restart
wal_keep_segments integer 0.. restart
wal_log_hints boolean restart
wal_receiver_status_interval string
wal_receiver_timeout string
wal_sender_timeout integer
wal_sync_method string
wal_writer_delay string
work_mem string
xmlbinary string
xmloption string
`
