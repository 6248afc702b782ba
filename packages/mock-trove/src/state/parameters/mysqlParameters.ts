/** The parameters a MySQL group may set: name, type, least..greatest, and whether a change needs a restart. */

export const mysqlParameters = `
auto_increment_increment integer 1..65535
auto_increment_offset integer 1..65535
autocommit integer 0..1
bulk_insert_buffer_size integer 0..9223372036854775807
character_set_client string
character_set_connection string
character_set_database string
character_set_filesystem string
character_set_results string
character_set_server string
collation_connection string
collation_database string
collation_server string
connect_timeout integer 2..31536000
expire_logs_days integer 0..99
innodb_adaptive_flushing_lwm integer 0..70
innodb_adaptive_hash_index_parts integer 1..512 restart
innodb_adaptive_max_sleep_delay integer 0..1000000
innodb_background_drop_list_empty boolean
innodb_buffer_pool_chunk_size integer 1048576.. restart
innodb_buffer_pool_dump_at_shutdown boolean
innodb_buffer_pool_dump_pct integer 1..100
innodb_buffer_pool_size integer 5242880..9223372036854775807 restart
innodb_change_buffer_max_size integer 25..50
innodb_checksum_algorithm string
innodb_cmp_per_index_enabled boolean
innodb_compression_failure_threshold_pct integer 0..100
innodb_compression_level integer 0..9
innodb_compression_pad_pct_max integer 0..75
innodb_deadlock_detect boolean
innodb_default_row_format string
innodb_disable_sort_file_cache boolean
innodb_file_per_table integer 0..1
innodb_fill_factor integer 10..100
innodb_flush_log_at_timeout integer 1..2700
innodb_flush_log_at_trx_commit integer 0..2
innodb_flush_method string restart
innodb_flush_neighbors integer 0..2
innodb_flush_sync boolean
innodb_flushing_avg_loops integer 1..1000
innodb_force_load_corrupted boolean restart
innodb_ft_aux_table string
innodb_ft_cache_size integer 1600000..80000000 restart
innodb_ft_max_token_size integer 10..84
innodb_ft_num_word_optimize integer
innodb_ft_result_cache_limit integer 1000000..
innodb_ft_server_stopword_table string
innodb_ft_sort_pll_degree integer 1..32 restart
innodb_ft_total_cache_size integer 32000000..1600000000 restart
innodb_ft_user_stopword_table string
innodb_io_capacity_max integer 100..
innodb_large_prefix boolean
innodb_log_buffer_size integer 262144..4294967295 restart
innodb_log_checksums boolean
innodb_log_compressed_pages boolean
innodb_log_file_size integer 4194304..274877906944 restart
innodb_log_write_ahead_size integer 512..
innodb_lru_scan_depth integer 100..
innodb_max_dirty_pages_pct_lwm integer 0..99
innodb_max_purge_lag_delay integer 0..
innodb_max_undo_log_size integer 10485760..
innodb_monitor_disable string
innodb_monitor_enable string
innodb_monitor_reset string
innodb_monitor_reset_all string
innodb_online_alter_log_max_size integer 65536..
innodb_open_files integer 10..4294967295 restart
innodb_optimize_fulltext_only boolean
innodb_page_cleaners integer 1..64 restart
innodb_page_size string
innodb_purge_rseg_truncate_frequency integer 1..128
innodb_random_read_ahead boolean
innodb_read_only boolean restart
innodb_rollback_segments integer 1..128
innodb_sort_buffer_size integer 65536..67108864 restart
innodb_stats_include_delete_marked boolean
innodb_stats_method string
innodb_stats_persistent boolean
innodb_stats_persistent_sample_pages integer
innodb_stats_sample_pages integer 1..
innodb_stats_transient_sample_pages integer
innodb_support_xa boolean
innodb_sync_array_size integer 1..1024 restart
innodb_sync_spin_loops integer 0..4294967295
innodb_thread_concurrency integer 0..1000
interactive_timeout integer 1..65535
join_buffer_size integer 128..9223372036854775807
key_buffer_size integer 8..4294967295
local_infile integer 0..1
long_query_time float 0..
lower_case_table_names integer 0..2 restart
max_allowed_packet integer 1024..1073741824
max_connect_errors integer 1..9223372036854775807
max_connections integer 1..100000
max_prepared_stmt_count integer 0..1048576
max_user_connections integer 0..4294967295
myisam_sort_buffer_size integer 4096..9223372036854775807
performance_schema boolean restart
server_id integer 0..4294967295
sort_buffer_size integer 32768..9223372036854775807
sync_binlog integer 0..4294967295
wait_timeout integer 1..31536000
`
