// Generated from packages/trove-adapter/openapi/trove.yaml by scripts/generate.ts; run `pnpm generate` instead of editing.

export interface paths {
    readonly "/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The API versions of the service; needs no token. */
        readonly get: operations["listVersions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/backups": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The backups of the project, newest `updated` first; they outlive their instance.
         * @description The marker is an offset, so rows repeat or are skipped when a backup changes its state between two pages.
         *     A full page always names a next one, which may be empty; the last page has no `links`.
         */
        readonly get: operations["listBackups"];
        readonly put?: never;
        /** Start a backup of an instance, or record one that lies in Swift already (`restore_from`). */
        readonly post: operations["createBackup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/backups/{backup_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly backup_id: components["parameters"]["BackupId"];
            };
            readonly cookie?: never;
        };
        /** One backup; 404 once it is gone, for a foreign one and for anything that is no id. */
        readonly get: operations["showBackup"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a backup and, without asking, every backup that hangs on it.
         * @description Asynchronous: the record is readable in its old status until the object is removed; then it answers 404.
         *     While the backup or a descendant runs: 422 up to Trove 24.0, 500 since 25.0.
         */
        readonly delete: operations["deleteBackup"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/backup_strategies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where backups go that name no container; since 14.0. */
        readonly get: operations["listBackupStrategies"];
        readonly put?: never;
        /** Set the container of one instance, or of the project when no instance is named; replaces what was there. */
        readonly post: operations["createBackupStrategy"];
        /** Forget the container of one instance, or of the project when no instance is named; 202 even if none was set. */
        readonly delete: operations["deleteBackupStrategy"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/instances": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The instances of the project, in short form. */
        readonly get: operations["listInstances"];
        readonly put?: never;
        /** Create an instance, empty, from a backup (`restorePoint`) or as a replica (`replica_of`). */
        readonly post: operations["createInstance"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/instances/detail": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The instances of the project with times, fault and configuration, without disk usage; since 11.0. */
        readonly get: operations["listInstancesDetail"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/instances/{instance_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /**
         * One instance with its disk usage, for which the guest is asked.
         * @description A dead guest delays the answer by `agent_call_low_timeout`, 15 seconds by default.
         */
        readonly get: operations["showInstance"];
        /**
         * Rename, attach or detach a configuration, detach from the source, change access or datastore version.
         * @description `name` and at most one other field. A request without `configuration` may detach the configuration group
         *     (measured for `{"instance": {}}` and for renames since 22.0).
         */
        readonly put: operations["updateInstance"];
        readonly post?: never;
        /**
         * Delete an instance; its backups stay.
         * @description Asynchronous: SHUTDOWN, then 404. Allowed while a backup runs, which then never ends. 422 while BUILD, 403 with
         *     replicas.
         */
        readonly delete: operations["deleteInstance"];
        readonly options?: never;
        readonly head?: never;
        /**
         * The older form of `updateInstance`; takes `slave_of`, not `access`. No rate limit applies to it.
         * @deprecated
         */
        readonly patch: operations["patchInstance"];
        readonly trace?: never;
    };
    readonly "/instances/{instance_id}/action": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Restart, resize, promote, eject or reset the status of an instance; an unknown action answers 500. */
        readonly post: operations["instanceAction"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/instances/{instance_id}/backups": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** The backups of a living instance; 404 once it is deleted, where `listBackups` still answers. */
        readonly get: operations["listInstanceBackups"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/instances/{instance_id}/databases": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** The databases inside an instance, by name, as the guest answers; MySQL, MariaDB and PostgreSQL only. */
        readonly get: operations["listDatabases"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/instances/{instance_id}/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** The database users inside an instance, by name and host, as the guest answers. */
        readonly get: operations["listUsers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/datastores": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The datastores and their versions; members see the active ones. */
        readonly get: operations["listDatastores"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/datastores/{datastore}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
            };
            readonly cookie?: never;
        };
        /** One datastore by name or id. */
        readonly get: operations["showDatastore"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/datastores/{datastore}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
            };
            readonly cookie?: never;
        };
        /** The versions of one datastore. */
        readonly get: operations["listDatastoreVersions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/datastores/{datastore}/versions/{version}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
                /** @description Name or id; an unknown name answers 400, an unknown id 404. */
                readonly version: string;
            };
            readonly cookie?: never;
        };
        /** One version of one datastore, by name or id. */
        readonly get: operations["showDatastoreVersion"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/datastores/versions/{version_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description An unknown id answers 400. */
                readonly version_id: components["schemas"]["Uuid"];
            };
            readonly cookie?: never;
        };
        /** One datastore version, without naming the datastore. */
        readonly get: operations["showDatastoreVersionById"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/flavors": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The flavors of the cloud; the route is missing in 14.0. */
        readonly get: operations["listFlavors"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/flavors/{flavor_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly flavor_id: string;
            };
            readonly cookie?: never;
        };
        /** One flavor by id; `id` is null when it is no number, `str_id` has it always. */
        readonly get: operations["showFlavor"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/limits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Quota limits of the project and the state of the rate limiter. */
        readonly get: operations["listLimits"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/mgmt/quotas/{target_project_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly target_project_id: string;
            };
            readonly cookie?: never;
        };
        /** Quotas and their use; the own project for members since 16.0, any project for administrators. */
        readonly get: operations["showQuotas"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Uuid: string;
        /** @description One line with a letter or digit of ASCII in it. Null and the empty string are refused; leave the field out. */
        readonly Name: string;
        /** @description The flavor's id, as text or number, or a link that ends in it. */
        readonly FlavorRef: components["schemas"]["Name"] | number;
        /** @description Units: GB. */
        readonly VolumeSize: number | string;
        readonly Ipv4Cidr: string;
        /** @description UTC without zone and fraction, as in 2026-11-22T13:28:22. */
        readonly Timestamp: string;
        /** @description Never to be followed; it says https and the request's Host whatever the endpoint is. A `next` link has the marker. */
        readonly Link: {
            readonly href: string;
            readonly rel: string;
        };
        readonly Links: readonly components["schemas"]["Link"][];
        readonly VersionsAnswer: {
            readonly versions: readonly {
                readonly id: string;
                readonly status: string;
                readonly updated?: string;
                readonly links?: components["schemas"]["Links"];
            }[];
        };
        /** @description NEW, BUILDING and SAVING run. COMPLETED and RESTORED can be restored. A deleted backup answers 404. */
        readonly BackupStatus: string;
        readonly Backup: {
            readonly id: string;
            readonly name: string;
            readonly description?: string | null;
            /** @description Where the object lies; null until COMPLETED. `cinder://` marks a volume snapshot. */
            readonly locationRef?: string | null;
            /** @description The source, which may be deleted; null when RESTORED. */
            readonly instance_id?: string | null;
            readonly created: components["schemas"]["Timestamp"];
            /** @description Moves on every change of status and gives the order of lists. */
            readonly updated: components["schemas"]["Timestamp"];
            /** @description Space used on the data volume when the backup began; null while NEW. Units: GB. */
            readonly size?: number | null;
            readonly status: components["schemas"]["BackupStatus"];
            /** @description The backup this one is a difference to; null for a full one. */
            readonly parent_id?: string | null;
            /** @description Since 14.0. */
            readonly project_id?: string;
            /** @description Absent when the record lost its datastore version. */
            readonly datastore?: components["schemas"]["BackupDatastore"];
        };
        readonly BackupDatastore: {
            /** @description The datastore's name. */
            readonly type: string;
            /** @description The version's name. */
            readonly version: string;
            readonly version_id?: string;
        };
        readonly BackupAnswer: {
            readonly backup: components["schemas"]["Backup"];
        };
        readonly BackupsAnswer: {
            readonly backups: readonly components["schemas"]["Backup"][];
            /** @description Absent on the last page. */
            readonly links?: components["schemas"]["Links"];
        };
        /** @description Unknown fields are ignored by the server. */
        readonly CreateBackup: {
            readonly name: components["schemas"]["Name"];
            /** @description Required unless `restore_from` is given; the bare id, no link. */
            readonly instance?: components["schemas"]["Uuid"];
            readonly description?: components["schemas"]["Name"];
            /** @description Wins over `incremental`. The server checks neither its status nor whose instance it is of. */
            readonly parent_id?: components["schemas"]["Uuid"];
            /**
             * @description 1 takes the newest COMPLETED backup of the instance as parent; without one the backup is full. `true` is refused.
             * @enum {integer}
             */
            readonly incremental?: 0 | 1;
            /** @description Only characters that a shell would not quote. */
            readonly swift_container?: string;
            /**
             * @description Since 23.0, ignored before. The server takes any text, but a backup with another driver never ends.
             * @enum {string}
             */
            readonly storage_driver?: "swift" | "cinder";
            readonly restore_from?: components["schemas"]["RestoreFrom"];
        };
        /** @description A backup object that already lies in this region's Swift, recorded as a RESTORED backup. */
        readonly RestoreFrom: {
            readonly remote_location: components["schemas"]["Name"];
            readonly local_datastore_version_id: components["schemas"]["Uuid"];
            /** @description Units: GB. */
            readonly size: number;
        };
        readonly CreateBackupRequest: {
            readonly backup: components["schemas"]["CreateBackup"];
        };
        readonly BackupStrategy: {
            readonly project_id: string;
            /** @description The empty string for the project's own. */
            readonly instance_id: string;
            readonly backend: string;
            readonly swift_container: string;
        };
        readonly BackupStrategyAnswer: {
            readonly backup_strategy: components["schemas"]["BackupStrategy"];
        };
        readonly BackupStrategiesAnswer: {
            readonly backup_strategies: readonly components["schemas"]["BackupStrategy"][];
        };
        readonly CreateBackupStrategyRequest: {
            readonly backup_strategy: {
                readonly instance_id?: components["schemas"]["Uuid"];
                readonly swift_container: components["schemas"]["Name"];
            };
        };
        /** @description From the task, then running backups, then Nova. Up to 14.0 it is the service status. */
        readonly InstanceStatus: string;
        /** @description What the guest reports; empty during any task and while Nova is not ACTIVE. Since 15.0. */
        readonly OperatingStatus: string;
        readonly Instance: {
            readonly id: string;
            readonly name: string;
            readonly status: components["schemas"]["InstanceStatus"];
            readonly operating_status?: components["schemas"]["OperatingStatus"];
            readonly links?: components["schemas"]["Links"];
            readonly flavor: components["schemas"]["InstanceFlavor"];
            readonly datastore: components["schemas"]["InstanceDatastore"];
            readonly region?: string | null;
            readonly access?: components["schemas"]["InstanceAccess"];
            /** @description Absent where the datastore has no volume. */
            readonly volume?: components["schemas"]["InstanceVolume"];
            readonly local_storage?: {
                /** @description Units: GB. */
                readonly used?: number;
            };
            /** @description Only with Trove's DNS. */
            readonly hostname?: string;
            /** @description Deprecated by `addresses`. */
            readonly ip?: readonly string[];
            readonly addresses?: readonly components["schemas"]["InstanceAddress"][];
            readonly replica_of?: components["schemas"]["InstanceReference"];
            readonly replicas?: readonly components["schemas"]["InstanceReference"][];
            /** @description Not in the short list. */
            readonly created?: components["schemas"]["Timestamp"];
            /** @description Not in the short list. */
            readonly updated?: components["schemas"]["Timestamp"];
            /** @description The guest's last heartbeat; not in the short list. */
            readonly service_status_updated?: string | null;
            readonly fault?: components["schemas"]["InstanceFaultNote"];
            readonly configuration?: components["schemas"]["InstanceConfiguration"];
            readonly locality?: string;
            readonly cluster_id?: string;
            readonly shard_id?: string;
            /** @description Of root; in the answer to create only and never for a restore. */
            readonly password?: string;
            /** @description For administrators. */
            readonly tenant_id?: string;
            /** @description For administrators. */
            readonly server_id?: string | null;
            /** @description For administrators. */
            readonly volume_id?: string | null;
            /** @description For administrators. */
            readonly encrypted_rpc_messaging?: boolean;
        };
        readonly InstanceFlavor: {
            readonly id: string;
            readonly links?: components["schemas"]["Links"];
        };
        readonly InstanceDatastore: {
            readonly type: string | null;
            readonly version: string | null;
            readonly version_number?: string | null;
        };
        /** @description Empty while there are no ports. Since 14.0. */
        readonly InstanceAccess: {
            readonly is_public?: boolean;
            readonly allowed_cidrs?: readonly string[];
        };
        readonly InstanceVolume: {
            /** @description Units: GB. */
            readonly size: number | null;
            /** @description Only when one instance is shown and its guest answered. Units: GB. */
            readonly used?: number;
            readonly used_percent?: number;
            readonly wal_size?: number;
            readonly wal_archive_size?: number;
        };
        readonly InstanceAddress: {
            readonly address: string;
            readonly type?: string;
            readonly network?: string | null;
        };
        readonly InstanceReference: {
            readonly id: string;
            readonly links?: components["schemas"]["Links"];
        };
        readonly InstanceConfiguration: {
            readonly id: string;
            readonly name?: string;
            readonly links?: components["schemas"]["Links"];
        };
        /**
         * @description The newest note about anything that went wrong, stored once and never cleared; even a refused request writes one.
         *     It does not mean that the instance is broken.
         */
        readonly InstanceFaultNote: {
            readonly message: string;
            readonly created?: components["schemas"]["Timestamp"];
            /** @description Null for anyone but administrators. */
            readonly details?: string | null;
        };
        readonly InstanceAnswer: {
            readonly instance: components["schemas"]["Instance"];
        };
        readonly InstancesAnswer: {
            readonly instances: readonly components["schemas"]["Instance"][];
            /** @description Absent on the last page. */
            readonly links?: components["schemas"]["Links"];
        };
        readonly VolumeRequest: {
            readonly size: components["schemas"]["VolumeSize"];
            readonly type?: components["schemas"]["Name"] | null;
        };
        /** @description Each takes a name or an id; what is absent is the server's default. */
        readonly DatastoreRequest: {
            readonly type?: components["schemas"]["Name"];
            readonly version?: components["schemas"]["Name"];
            readonly version_number?: components["schemas"]["Name"];
        };
        /** @description A network or a subnet; an address needs the subnet. */
        readonly Nic: {
            readonly "net-id"?: components["schemas"]["Uuid"];
            readonly network_id?: components["schemas"]["Uuid"];
            readonly subnet_id?: components["schemas"]["Uuid"];
            readonly ip_address?: string;
        };
        readonly AccessRequest: {
            readonly is_public?: boolean;
            /** @description IPv4 only. */
            readonly allowed_cidrs?: readonly components["schemas"]["Ipv4Cidr"][];
        };
        readonly RestorePoint: {
            /** @description The bare id, no link. */
            readonly backupRef: components["schemas"]["Uuid"];
        };
        readonly DatabaseRequest: {
            readonly name: components["schemas"]["Name"];
            readonly character_set?: components["schemas"]["Name"];
            readonly collate?: components["schemas"]["Name"];
        };
        readonly UserRequest: {
            readonly name: string;
            readonly password: components["schemas"]["Name"];
            readonly host?: string;
            readonly databases?: readonly {
                readonly name: components["schemas"]["Name"];
            }[];
        };
        /**
         * @description Unknown fields are ignored by the server. A replica takes no flavor, volume, datastore, locality, databases or
         *     users; anything else needs flavor and, where volumes are on, volume.
         */
        readonly CreateInstance: {
            readonly name: components["schemas"]["Name"];
            readonly flavorRef?: components["schemas"]["FlavorRef"];
            readonly volume?: components["schemas"]["VolumeRequest"];
            /** @description A restore does not inherit it from the backup. */
            readonly datastore?: components["schemas"]["DatastoreRequest"];
            readonly restorePoint?: components["schemas"]["RestorePoint"];
            readonly replica_of?: components["schemas"]["Uuid"];
            readonly replica_count?: number;
            readonly nics?: readonly components["schemas"]["Nic"][];
            readonly databases?: readonly components["schemas"]["DatabaseRequest"][];
            readonly users?: readonly components["schemas"]["UserRequest"][];
            /** @description The id of a configuration group. (`configuration_id` is checked by the server, then never read.) */
            readonly configuration?: string | null;
            readonly access?: components["schemas"]["AccessRequest"];
            readonly availability_zone?: components["schemas"]["Name"];
            readonly region_name?: components["schemas"]["Name"];
            /** @enum {string} */
            readonly locality?: "affinity" | "anti-affinity" | "soft-affinity" | "soft-anti-affinity";
            readonly modules?: readonly {
                readonly id: components["schemas"]["Uuid"];
            }[];
        };
        readonly CreateInstanceRequest: {
            readonly instance: components["schemas"]["CreateInstance"];
        };
        readonly UpdateInstance: {
            readonly name?: components["schemas"]["Name"];
            /** @description Null detaches. */
            readonly configuration?: components["schemas"]["Uuid"] | null;
            /** @description Any value detaches the replica from its source. */
            readonly replica_of?: unknown;
            readonly datastore_version?: components["schemas"]["Name"];
            readonly access?: components["schemas"]["AccessRequest"];
        };
        readonly UpdateInstanceRequest: {
            readonly instance: components["schemas"]["UpdateInstance"];
        };
        readonly PatchInstanceRequest: {
            readonly instance: {
                readonly name?: components["schemas"]["Name"];
                /** @description Null detaches. */
                readonly configuration?: components["schemas"]["Uuid"] | null;
                /** @description Any value detaches the replica from its source. */
                readonly replica_of?: unknown;
                /** @description The older name of `replica_of`. */
                readonly slave_of?: unknown;
                readonly datastore_version?: components["schemas"]["Name"];
            };
        };
        readonly InstanceActionRequest: components["schemas"]["RestartAction"] | components["schemas"]["ResizeVolumeAction"] | components["schemas"]["ResizeFlavorAction"] | components["schemas"]["PromoteAction"] | components["schemas"]["EjectAction"] | components["schemas"]["ResetStatusAction"];
        readonly EmptyObject: Record<string, never>;
        readonly RestartAction: {
            readonly restart: components["schemas"]["EmptyObject"];
        };
        readonly ResizeVolumeAction: {
            readonly resize: {
                readonly volume: components["schemas"]["VolumeRequest"];
            };
        };
        readonly ResizeFlavorAction: {
            readonly resize: {
                readonly flavorRef: components["schemas"]["FlavorRef"];
            };
        };
        readonly PromoteAction: {
            readonly promote_to_replica_source: components["schemas"]["EmptyObject"];
        };
        readonly EjectAction: {
            readonly eject_replica_source: components["schemas"]["EmptyObject"];
        };
        /**
         * @description Running backups become FAILED and the operating status ERROR until the next heartbeat. Without `force_delete` for
         *     administrators only; with it for the owner too. It deletes nothing.
         */
        readonly ResetStatusAction: {
            readonly reset_status: {
                readonly force_delete?: boolean;
            };
        };
        readonly Database: {
            readonly name: string;
        };
        readonly DatabasesAnswer: {
            readonly databases: readonly components["schemas"]["Database"][];
            /** @description Absent on the last page. */
            readonly links?: components["schemas"]["Links"];
        };
        readonly User: {
            readonly name: string;
            readonly host?: string | null;
            readonly databases?: readonly components["schemas"]["Database"][];
        };
        readonly UsersAnswer: {
            readonly users: readonly components["schemas"]["User"][];
            /** @description Absent on the last page. */
            readonly links?: components["schemas"]["Links"];
        };
        readonly Datastore: {
            readonly id: string;
            readonly name: string;
            /** @description The id of a version. */
            readonly default_version?: string;
            readonly links?: components["schemas"]["Links"];
            readonly versions?: readonly components["schemas"]["DatastoreVersion"][];
        };
        readonly DatastoreVersion: {
            readonly id: string;
            readonly name: string;
            /** @description The version number; since 15.0. */
            readonly version?: string | null;
            /** @description The id of the datastore; not inside a datastore. */
            readonly datastore?: string;
            readonly links?: components["schemas"]["Links"];
            /** @description For administrators. */
            readonly active?: boolean;
            /** @description For administrators. */
            readonly packages?: string | null;
            /** @description For administrators. */
            readonly image?: string | null;
            /** @description For administrators. */
            readonly image_tags?: readonly string[];
            /** @description For administrators. */
            readonly registry_ext?: string | null;
            /** @description For administrators. */
            readonly repl_strategy?: string | null;
        };
        readonly DatastoreAnswer: {
            readonly datastore: components["schemas"]["Datastore"];
        };
        readonly DatastoresAnswer: {
            readonly datastores: readonly components["schemas"]["Datastore"][];
        };
        readonly DatastoreVersionAnswer: {
            readonly version: components["schemas"]["DatastoreVersion"];
        };
        readonly DatastoreVersionsAnswer: {
            readonly versions: readonly components["schemas"]["DatastoreVersion"][];
        };
        readonly Flavor: {
            /** @description Null when the id is no number; use `str_id`. */
            readonly id: number | null;
            readonly str_id: string;
            readonly name: string;
            /** @description Units: MB. */
            readonly ram?: number;
            readonly vcpus?: number;
            /** @description Units: GB. */
            readonly disk?: number;
            /** @description Units: GB. */
            readonly ephemeral?: number;
            /** @description Units: GB. */
            readonly local_storage?: number;
            readonly links?: components["schemas"]["Links"];
        };
        readonly FlavorAnswer: {
            readonly flavor: components["schemas"]["Flavor"];
        };
        readonly FlavorsAnswer: {
            readonly flavors: readonly components["schemas"]["Flavor"][];
        };
        /** @description ABSOLUTE has the `max_` fields, of which -1 means no limit; every other verb has a rate. */
        readonly Limit: {
            readonly verb: string;
            readonly max_instances?: number;
            readonly max_backups?: number;
            /** @description Units: GB. */
            readonly max_volumes?: number;
            /** @description Since 15.0. Units: MB. */
            readonly max_ram?: number;
            readonly uri?: string;
            readonly regex?: string;
            readonly value?: number;
            readonly unit?: string;
            readonly remaining?: number;
            readonly nextAvailable?: string;
        };
        readonly LimitsAnswer: {
            readonly limits: readonly components["schemas"]["Limit"][];
        };
        readonly Quota: {
            /** @description Volumes count GB and ram MB. */
            readonly resource: string;
            readonly in_use: number;
            readonly reserved: number;
            /** @description -1 means no limit. */
            readonly limit: number;
        };
        readonly QuotasAnswer: {
            readonly quotas: readonly components["schemas"]["Quota"][];
        };
        readonly FaultBody: {
            readonly code: number;
            readonly message: string;
        };
        /** @description Shape A. */
        readonly BadRequestFault: {
            readonly badRequest: components["schemas"]["FaultBody"];
        };
        /** @description Shape A; not about the token. */
        readonly UnauthorizedFault: {
            readonly unauthorized: components["schemas"]["FaultBody"];
        };
        /** @description Shape A. */
        readonly ForbiddenFault: {
            readonly forbidden: components["schemas"]["FaultBody"];
        };
        /** @description Shape A. */
        readonly ItemNotFoundFault: {
            readonly itemNotFound: components["schemas"]["FaultBody"];
        };
        /** @description Shape A. */
        readonly ConflictFault: {
            readonly conflict: components["schemas"]["FaultBody"];
        };
        /** @description Shape A for a quota, shape B (with `retryAfter`) for a rate. */
        readonly OverLimitFault: {
            readonly overLimit: {
                readonly code: number;
                readonly message: string;
                readonly details?: string;
                /** @description Whole seconds. */
                readonly retryAfter?: string;
            };
        };
        /** @description Shape A. */
        readonly UnprocessableFault: {
            readonly unprocessableEntity: components["schemas"]["FaultBody"];
        };
        /** @description Shape A; says nothing about an instance. */
        readonly InstanceFault: {
            readonly instanceFault: components["schemas"]["FaultBody"];
        };
        /** @description Shape A. */
        readonly ServerErrorFault: {
            readonly serverError: components["schemas"]["FaultBody"];
        };
        /** @description Shape A. */
        readonly NotImplementedFault: {
            readonly notImplemented: components["schemas"]["FaultBody"];
        };
        /** @description Shape C, from keystonemiddleware. */
        readonly TokenFault: {
            readonly error: {
                readonly code: number;
                readonly title?: string;
                readonly message: string;
            };
        };
        /** @description Shape D, from webob; `message` holds HTML and `code` is text. */
        readonly FlatFault: {
            readonly message: string;
            readonly code: string;
            readonly title: string;
        };
    };
    responses: {
        /** @description Accepted. The body is empty although the content type says JSON. */
        readonly Accepted: {
            headers: {
                readonly "x-openstack-request-id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /** @description One backup. */
        readonly Backup: {
            headers: {
                readonly "x-openstack-request-id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["BackupAnswer"];
            };
        };
        /** @description A page of backups. */
        readonly Backups: {
            headers: {
                readonly "x-openstack-request-id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["BackupsAnswer"];
            };
        };
        /** @description One instance. */
        readonly Instance: {
            headers: {
                readonly "x-openstack-request-id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["InstanceAnswer"];
            };
        };
        /** @description A page of instances; by id from page to page, by creation inside a page. */
        readonly Instances: {
            headers: {
                readonly "x-openstack-request-id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["InstancesAnswer"];
            };
        };
        /** @description One datastore version. */
        readonly DatastoreVersion: {
            headers: {
                readonly "x-openstack-request-id": components["headers"]["RequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["DatastoreVersionAnswer"];
            };
        };
        /** @description The request breaks a rule, or an exception that Trove maps to nothing else. */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["BadRequestFault"] | components["schemas"]["FlatFault"];
                readonly "text/html": string;
            };
        };
        /**
         * @description `error`: the token is no good. `unauthorized`: the token is good, but Swift refuses the account, or the call is
         *     for administrators; a new token does not help.
         */
        readonly Unauthorized: {
            headers: {
                readonly "www-authenticate": components["headers"]["WwwAuthenticate"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UnauthorizedFault"] | components["schemas"]["TokenFault"];
            };
        };
        /**
         * @description `forbidden`: policy, a backup larger than the volume, or replicas. The flat shape: the path names another project
         *     than the token.
         */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ForbiddenFault"] | components["schemas"]["FlatFault"];
                readonly "text/html": string;
            };
        };
        /** @description Unknown, deleted or foreign; or the release has no such route. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ItemNotFoundFault"];
            };
        };
        /** @description The backup is not complete, or its object has another checksum than recorded. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ConflictFault"];
            };
        };
        /**
         * @description With `retryAfter` and a `Retry-After` header: too many requests a minute. Without: a quota, or a volume above the
         *     maximum; waiting does not help.
         */
        readonly OverLimit: {
            headers: {
                readonly "retry-after": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OverLimitFault"];
            };
        };
        /** @description The body is not declared as JSON. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["FlatFault"];
                readonly "text/plain": string;
                readonly "text/html": string;
            };
        };
        /** @description The state of the instance or backup forbids it now. */
        readonly Unprocessable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UnprocessableFault"];
            };
        };
        /**
         * @description `instanceFault`: any unexpected exception, a body without its wrapper key and a limit that is no number among
         *     them. `serverError`: Swift cannot be reached.
         */
        readonly ServerFault: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["InstanceFault"] | components["schemas"]["ServerErrorFault"];
            };
        };
        /** @description The datastore, the cluster or the deployment cannot do this. */
        readonly NotImplemented: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NotImplementedFault"];
            };
        };
        /** @description Keystone cannot be reached by the service. */
        readonly Unavailable: {
            headers: {
                readonly "retry-after": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["FlatFault"];
                readonly "text/html": string;
            };
        };
    };
    parameters: {
        readonly BackupId: string;
        readonly InstanceId: string;
        /** @description Name or id. */
        readonly Datastore: string;
        /** @description How many rows to skip; anything but an integer answers 500. */
        readonly OffsetMarker: number;
        /** @description Rows of a page; 20 when absent, no upper bound. 0 gives empty pages without end, text answers 500. */
        readonly UncappedLimit: number;
        /** @description The last id of the page before; pages go by id, ascending. */
        readonly IdMarker: string;
        /** @description The last name (users, name@host) of the page before. In a `next` link it is percent-encoded twice. */
        readonly NameMarker: string;
        /** @description Rows of a page; 20 when absent, capped at 20 by default. 0, negative numbers and text answer 500. */
        readonly CappedLimit: number;
        /** @description Members of clusters too; only the literal `true` counts. */
        readonly IncludeClustered: boolean;
        /** @description The strategy of this instance; when absent, all of them (list) or the project's own (delete). */
        readonly StrategyInstance: components["schemas"]["Uuid"];
        /** @description Another project, for administrators; anyone else gets 403. */
        readonly StrategyProject: string;
    };
    requestBodies: never;
    headers: {
        /** @description The request id, where the deployment adds one; 18.0 sends none. */
        readonly RequestId: string;
        /** @description Whole seconds; present on a rate limit, absent on a quota. */
        readonly RetryAfter: string;
        /** @description keystonemiddleware adds it to every 401, its own and Trove's, so it tells nothing. */
        readonly WwwAuthenticate: string;
    };
    pathItems: never;
}
export type Uuid = components['schemas']['Uuid'];
export type Name = components['schemas']['Name'];
export type FlavorRef = components['schemas']['FlavorRef'];
export type VolumeSize = components['schemas']['VolumeSize'];
export type Ipv4Cidr = components['schemas']['Ipv4Cidr'];
export type Timestamp = components['schemas']['Timestamp'];
export type Link = components['schemas']['Link'];
export type Links = components['schemas']['Links'];
export type VersionsAnswer = components['schemas']['VersionsAnswer'];
export type BackupStatus = components['schemas']['BackupStatus'];
export type Backup = components['schemas']['Backup'];
export type BackupDatastore = components['schemas']['BackupDatastore'];
export type BackupAnswer = components['schemas']['BackupAnswer'];
export type BackupsAnswer = components['schemas']['BackupsAnswer'];
export type CreateBackup = components['schemas']['CreateBackup'];
export type RestoreFrom = components['schemas']['RestoreFrom'];
export type CreateBackupRequest = components['schemas']['CreateBackupRequest'];
export type BackupStrategy = components['schemas']['BackupStrategy'];
export type BackupStrategyAnswer = components['schemas']['BackupStrategyAnswer'];
export type BackupStrategiesAnswer = components['schemas']['BackupStrategiesAnswer'];
export type CreateBackupStrategyRequest = components['schemas']['CreateBackupStrategyRequest'];
export type InstanceStatus = components['schemas']['InstanceStatus'];
export type OperatingStatus = components['schemas']['OperatingStatus'];
export type Instance = components['schemas']['Instance'];
export type InstanceFlavor = components['schemas']['InstanceFlavor'];
export type InstanceDatastore = components['schemas']['InstanceDatastore'];
export type InstanceAccess = components['schemas']['InstanceAccess'];
export type InstanceVolume = components['schemas']['InstanceVolume'];
export type InstanceAddress = components['schemas']['InstanceAddress'];
export type InstanceReference = components['schemas']['InstanceReference'];
export type InstanceConfiguration = components['schemas']['InstanceConfiguration'];
export type InstanceFaultNote = components['schemas']['InstanceFaultNote'];
export type InstanceAnswer = components['schemas']['InstanceAnswer'];
export type InstancesAnswer = components['schemas']['InstancesAnswer'];
export type VolumeRequest = components['schemas']['VolumeRequest'];
export type DatastoreRequest = components['schemas']['DatastoreRequest'];
export type Nic = components['schemas']['Nic'];
export type AccessRequest = components['schemas']['AccessRequest'];
export type RestorePoint = components['schemas']['RestorePoint'];
export type DatabaseRequest = components['schemas']['DatabaseRequest'];
export type UserRequest = components['schemas']['UserRequest'];
export type CreateInstance = components['schemas']['CreateInstance'];
export type CreateInstanceRequest = components['schemas']['CreateInstanceRequest'];
export type UpdateInstance = components['schemas']['UpdateInstance'];
export type UpdateInstanceRequest = components['schemas']['UpdateInstanceRequest'];
export type PatchInstanceRequest = components['schemas']['PatchInstanceRequest'];
export type InstanceActionRequest = components['schemas']['InstanceActionRequest'];
export type EmptyObject = components['schemas']['EmptyObject'];
export type RestartAction = components['schemas']['RestartAction'];
export type ResizeVolumeAction = components['schemas']['ResizeVolumeAction'];
export type ResizeFlavorAction = components['schemas']['ResizeFlavorAction'];
export type PromoteAction = components['schemas']['PromoteAction'];
export type EjectAction = components['schemas']['EjectAction'];
export type ResetStatusAction = components['schemas']['ResetStatusAction'];
export type Database = components['schemas']['Database'];
export type DatabasesAnswer = components['schemas']['DatabasesAnswer'];
export type User = components['schemas']['User'];
export type UsersAnswer = components['schemas']['UsersAnswer'];
export type Datastore = components['schemas']['Datastore'];
export type DatastoreVersion = components['schemas']['DatastoreVersion'];
export type DatastoreAnswer = components['schemas']['DatastoreAnswer'];
export type DatastoresAnswer = components['schemas']['DatastoresAnswer'];
export type DatastoreVersionAnswer = components['schemas']['DatastoreVersionAnswer'];
export type DatastoreVersionsAnswer = components['schemas']['DatastoreVersionsAnswer'];
export type Flavor = components['schemas']['Flavor'];
export type FlavorAnswer = components['schemas']['FlavorAnswer'];
export type FlavorsAnswer = components['schemas']['FlavorsAnswer'];
export type Limit = components['schemas']['Limit'];
export type LimitsAnswer = components['schemas']['LimitsAnswer'];
export type Quota = components['schemas']['Quota'];
export type QuotasAnswer = components['schemas']['QuotasAnswer'];
export type FaultBody = components['schemas']['FaultBody'];
export type BadRequestFault = components['schemas']['BadRequestFault'];
export type UnauthorizedFault = components['schemas']['UnauthorizedFault'];
export type ForbiddenFault = components['schemas']['ForbiddenFault'];
export type ItemNotFoundFault = components['schemas']['ItemNotFoundFault'];
export type ConflictFault = components['schemas']['ConflictFault'];
export type OverLimitFault = components['schemas']['OverLimitFault'];
export type UnprocessableFault = components['schemas']['UnprocessableFault'];
export type InstanceFault = components['schemas']['InstanceFault'];
export type ServerErrorFault = components['schemas']['ServerErrorFault'];
export type NotImplementedFault = components['schemas']['NotImplementedFault'];
export type TokenFault = components['schemas']['TokenFault'];
export type FlatFault = components['schemas']['FlatFault'];
export type ResponseAccepted = components['responses']['Accepted'];
export type ResponseBackup = components['responses']['Backup'];
export type ResponseBackups = components['responses']['Backups'];
export type ResponseInstance = components['responses']['Instance'];
export type ResponseInstances = components['responses']['Instances'];
export type ResponseDatastoreVersion = components['responses']['DatastoreVersion'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseConflict = components['responses']['Conflict'];
export type ResponseOverLimit = components['responses']['OverLimit'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseUnprocessable = components['responses']['Unprocessable'];
export type ResponseServerFault = components['responses']['ServerFault'];
export type ResponseNotImplemented = components['responses']['NotImplemented'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ParameterBackupId = components['parameters']['BackupId'];
export type ParameterInstanceId = components['parameters']['InstanceId'];
export type ParameterDatastore = components['parameters']['Datastore'];
export type ParameterOffsetMarker = components['parameters']['OffsetMarker'];
export type ParameterUncappedLimit = components['parameters']['UncappedLimit'];
export type ParameterIdMarker = components['parameters']['IdMarker'];
export type ParameterNameMarker = components['parameters']['NameMarker'];
export type ParameterCappedLimit = components['parameters']['CappedLimit'];
export type ParameterIncludeClustered = components['parameters']['IncludeClustered'];
export type ParameterStrategyInstance = components['parameters']['StrategyInstance'];
export type ParameterStrategyProject = components['parameters']['StrategyProject'];
export type HeaderRequestId = components['headers']['RequestId'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type HeaderWwwAuthenticate = components['headers']['WwwAuthenticate'];
export type $defs = Record<string, never>;
export interface operations {
    readonly listVersions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One version, v1.0, in every release so far. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VersionsAnswer"];
                };
            };
        };
    };
    readonly listBackups: {
        readonly parameters: {
            readonly query?: {
                /** @description How many rows to skip; anything but an integer answers 500. */
                readonly marker?: components["parameters"]["OffsetMarker"];
                /** @description Rows of a page; 20 when absent, no upper bound. 0 gives empty pages without end, text answers 500. */
                readonly limit?: components["parameters"]["UncappedLimit"];
                /** @description Name or id of a datastore; an unknown one answers 404. */
                readonly datastore?: string;
                /** @description Only the backups of this instance, which may be deleted already. */
                readonly instance_id?: components["schemas"]["Uuid"];
                /** @description For administrators; anyone else gets 403, for the own project too. */
                readonly project_id?: string;
                /** @description For administrators; anyone else gets 403. */
                readonly all_projects?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Backups"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createBackup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateBackupRequest"];
            };
        };
        readonly responses: {
            /** @description Accepted; the record exists with status NEW, or RESTORED for `restore_from`. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BackupAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showBackup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly backup_id: components["parameters"]["BackupId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Backup"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteBackup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly backup_id: components["parameters"]["BackupId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listBackupStrategies: {
        readonly parameters: {
            readonly query?: {
                /** @description The strategy of this instance; when absent, all of them (list) or the project's own (delete). */
                readonly instance_id?: components["parameters"]["StrategyInstance"];
                /** @description Another project, for administrators; anyone else gets 403. */
                readonly project_id?: components["parameters"]["StrategyProject"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them; there is no paging. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BackupStrategiesAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createBackupStrategy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateBackupStrategyRequest"];
            };
        };
        readonly responses: {
            /** @description Stored. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BackupStrategyAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteBackupStrategy: {
        readonly parameters: {
            readonly query?: {
                /** @description The strategy of this instance; when absent, all of them (list) or the project's own (delete). */
                readonly instance_id?: components["parameters"]["StrategyInstance"];
                /** @description Another project, for administrators; anyone else gets 403. */
                readonly project_id?: components["parameters"]["StrategyProject"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listInstances: {
        readonly parameters: {
            readonly query?: {
                /** @description The last id of the page before; pages go by id, ascending. */
                readonly marker?: components["parameters"]["IdMarker"];
                /** @description Rows of a page; 20 when absent, capped at 20 by default. 0, negative numbers and text answer 500. */
                readonly limit?: components["parameters"]["CappedLimit"];
                /** @description Members of clusters too; only the literal `true` counts. */
                readonly include_clustered?: components["parameters"]["IncludeClustered"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Instances"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createInstance: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateInstanceRequest"];
            };
        };
        readonly responses: {
            /** @description Accepted (200, not 202); the instance exists with status BUILD. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listInstancesDetail: {
        readonly parameters: {
            readonly query?: {
                /** @description The last id of the page before; pages go by id, ascending. */
                readonly marker?: components["parameters"]["IdMarker"];
                /** @description Rows of a page; 20 when absent, capped at 20 by default. 0, negative numbers and text answer 500. */
                readonly limit?: components["parameters"]["CappedLimit"];
                /** @description Members of clusters too; only the literal `true` counts. */
                readonly include_clustered?: components["parameters"]["IncludeClustered"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Instances"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showInstance: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Instance"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateInstance: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateInstanceRequest"];
            };
        };
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteInstance: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly patchInstance: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PatchInstanceRequest"];
            };
        };
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly instanceAction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InstanceActionRequest"];
            };
        };
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listInstanceBackups: {
        readonly parameters: {
            readonly query?: {
                /** @description How many rows to skip; anything but an integer answers 500. */
                readonly marker?: components["parameters"]["OffsetMarker"];
                /** @description Rows of a page; 20 when absent, no upper bound. 0 gives empty pages without end, text answers 500. */
                readonly limit?: components["parameters"]["UncappedLimit"];
            };
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Backups"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listDatabases: {
        readonly parameters: {
            readonly query?: {
                /** @description The last name (users, name@host) of the page before. In a `next` link it is percent-encoded twice. */
                readonly marker?: components["parameters"]["NameMarker"];
                /** @description Rows of a page; 20 when absent, capped at 20 by default. 0, negative numbers and text answer 500. */
                readonly limit?: components["parameters"]["CappedLimit"];
            };
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of names. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DatabasesAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listUsers: {
        readonly parameters: {
            readonly query?: {
                /** @description The last name (users, name@host) of the page before. In a `next` link it is percent-encoded twice. */
                readonly marker?: components["parameters"]["NameMarker"];
                /** @description Rows of a page; 20 when absent, capped at 20 by default. 0, negative numbers and text answer 500. */
                readonly limit?: components["parameters"]["CappedLimit"];
            };
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of users. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UsersAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listDatastores: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them; there is no paging. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DatastoresAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showDatastore: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The datastore and its versions. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DatastoreAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listDatastoreVersions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them; there is no paging. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DatastoreVersionsAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showDatastoreVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
                /** @description Name or id; an unknown name answers 400, an unknown id 404. */
                readonly version: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["DatastoreVersion"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showDatastoreVersionById: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description An unknown id answers 400. */
                readonly version_id: components["schemas"]["Uuid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["DatastoreVersion"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listFlavors: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them; there is no paging. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlavorsAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showFlavor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly flavor_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The flavor. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlavorAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The entry with verb ABSOLUTE has the quotas; the others, absent without a limiter, the rates. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LimitsAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showQuotas: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly target_project_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One entry for each resource; a project that does not exist has the defaults. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["QuotasAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
}
