// Generated from packages/trove-adapter/openapi/trove.yaml, keystone.yaml and swift.yaml by scripts/generate.ts; run `pnpm generate` instead of editing.

export interface paths {
    readonly "/database/": {
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
    readonly "/database/backups": {
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
    readonly "/database/backups/{backup_id}": {
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
    readonly "/database/backup_strategies": {
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
    readonly "/database/instances": {
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
    readonly "/database/instances/detail": {
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
    readonly "/database/instances/{instance_id}": {
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
    readonly "/database/instances/{instance_id}/action": {
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
    readonly "/database/instances/{instance_id}/backups": {
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
    readonly "/database/instances/{instance_id}/databases": {
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
        /** Create databases inside an instance; the guest does it after the answer. */
        readonly post: operations["createDatabases"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/instances/{instance_id}/users": {
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
        /** Change the passwords of database users. */
        readonly put: operations["changePasswords"];
        /** Create database users, with grants on databases that exist. */
        readonly post: operations["createUsers"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/datastores": {
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
    readonly "/database/datastores/{datastore}": {
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
        /** Delete a datastore without versions; for administrators, since 13.0. */
        readonly delete: operations["deleteDatastore"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/datastores/{datastore}/versions": {
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
    readonly "/database/datastores/{datastore}/versions/{version}": {
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
    readonly "/database/datastores/versions/{version_id}": {
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
    readonly "/database/flavors": {
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
    readonly "/database/flavors/{flavor_id}": {
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
    readonly "/database/limits": {
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
    readonly "/database/mgmt/quotas/{target_project_id}": {
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
        /**
         * Set quotas of a project; for administrators, anyone else gets 401.
         * @description An unknown resource answers 404. Null leaves a quota as it is, -1 means no limit.
         */
        readonly put: operations["updateQuotas"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/instances/{instance_id}/databases/{database}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description Its name. */
                readonly database: components["parameters"]["Database"];
            };
            readonly cookie?: never;
        };
        /** Not implemented in any release; always 501. */
        readonly get: operations["showDatabase"];
        readonly put?: never;
        readonly post?: never;
        /** Drop a database. */
        readonly delete: operations["deleteDatabase"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/instances/{instance_id}/users/{user}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description The name, or `name@host`; percent-encoded, dots too (`%2e`). */
                readonly user: components["parameters"]["User"];
            };
            readonly cookie?: never;
        };
        /** One database user and its grants. */
        readonly get: operations["showUser"];
        /** Rename a database user, or change its host or password. */
        readonly put: operations["updateUser"];
        readonly post?: never;
        /** Drop a database user. */
        readonly delete: operations["deleteUser"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/instances/{instance_id}/users/{user}/databases": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description The name, or `name@host`; percent-encoded, dots too (`%2e`). */
                readonly user: components["parameters"]["User"];
            };
            readonly cookie?: never;
        };
        /** The databases a user may use; there is no paging. */
        readonly get: operations["listUserDatabases"];
        /** Let a user use more databases. */
        readonly put: operations["grantUserDatabases"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/instances/{instance_id}/users/{user}/databases/{database}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description The name, or `name@host`; percent-encoded, dots too (`%2e`). */
                readonly user: components["parameters"]["User"];
                /** @description Its name. */
                readonly database: components["parameters"]["Database"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take a database from a user. */
        readonly delete: operations["revokeUserDatabase"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/instances/{instance_id}/root": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** Whether root was ever enabled since the instance was made. */
        readonly get: operations["showRoot"];
        readonly put?: never;
        /** Enable root and tell its password, the given one or a new one. */
        readonly post: operations["enableRoot"];
        /** Disable root; 404 when it was never enabled. */
        readonly delete: operations["disableRoot"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/instances/{instance_id}/configuration": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** The values an instance of this flavor and datastore begins with, before any configuration group. */
        readonly get: operations["showInstanceConfiguration"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/instances/{instance_id}/log": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** The logs of the guest; needs an object store. */
        readonly get: operations["listGuestLogs"];
        readonly put?: never;
        /** Enable, disable, publish or discard a log of the guest. */
        readonly post: operations["guestLogAction"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/instances/{instance_id}/modules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** The modules applied to an instance. */
        readonly get: operations["listInstanceModules"];
        readonly put?: never;
        /** Apply modules to an instance. */
        readonly post: operations["applyInstanceModules"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/instances/{instance_id}/modules/{module_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                readonly module_id: components["parameters"]["ModuleId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Remove a module from an instance. */
        readonly delete: operations["removeInstanceModule"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/datastores/{datastore}/versions/{version_id}/flavors": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
                /** @description Name or id of a datastore version. */
                readonly version_id: components["parameters"]["VersionReference"];
            };
            readonly cookie?: never;
        };
        /** The flavors a datastore version allows; all of them unless the operator restricts it. */
        readonly get: operations["listDatastoreVersionFlavors"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/datastores/{datastore}/versions/{version_id}/volume-types": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
                /** @description Name or id of a datastore version. */
                readonly version_id: components["parameters"]["VersionReference"];
            };
            readonly cookie?: never;
        };
        /** The volume types a datastore version allows. */
        readonly get: operations["listDatastoreVersionVolumeTypes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/datastores/{datastore}/versions/{version_id}/parameters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
                /** @description Name or id of a datastore version. */
                readonly version_id: components["parameters"]["VersionReference"];
            };
            readonly cookie?: never;
        };
        /** What a configuration group of this datastore version may set. */
        readonly get: operations["listConfigurationParameters"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/datastores/{datastore}/versions/{version_id}/parameters/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
                /** @description Name or id of a datastore version. */
                readonly version_id: components["parameters"]["VersionReference"];
                readonly name: components["parameters"]["ParameterName"];
            };
            readonly cookie?: never;
        };
        /** One parameter, without a key around it. */
        readonly get: operations["showConfigurationParameter"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/datastores/versions/{version_id}/parameters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
            };
            readonly cookie?: never;
        };
        /** The same as `listConfigurationParameters`, without naming the datastore. */
        readonly get: operations["listParametersByVersion"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/datastores/versions/{version_id}/parameters/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
                readonly name: components["parameters"]["ParameterName"];
            };
            readonly cookie?: never;
        };
        /** The same as `showConfigurationParameter`, without naming the datastore. */
        readonly get: operations["showParameterByVersion"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/configurations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The configuration groups of the project, without their values. */
        readonly get: operations["listConfigurations"];
        readonly put?: never;
        /** Make a configuration group for one datastore version; 422 for a value that is not allowed. */
        readonly post: operations["createConfiguration"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/configurations/{configuration_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly configuration_id: components["parameters"]["ConfigurationId"];
            };
            readonly cookie?: never;
        };
        /** One configuration group with its values. */
        readonly get: operations["showConfiguration"];
        /** Put other values in the place of all a configuration group has. */
        readonly put: operations["updateConfiguration"];
        readonly post?: never;
        /** Delete a configuration group; 400 while an instance uses it. */
        readonly delete: operations["deleteConfiguration"];
        readonly options?: never;
        readonly head?: never;
        /** Change some values of a configuration group; the instances that use it follow. */
        readonly patch: operations["patchConfiguration"];
        readonly trace?: never;
    };
    readonly "/database/configurations/{configuration_id}/instances": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly configuration_id: components["parameters"]["ConfigurationId"];
            };
            readonly cookie?: never;
        };
        /** The instances that use a configuration group. */
        readonly get: operations["listConfigurationInstances"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/modules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The modules of the project. */
        readonly get: operations["listModules"];
        readonly put?: never;
        /** Make a module, which is something a guest can be given. */
        readonly post: operations["createModule"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/modules/{module_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly module_id: components["parameters"]["ModuleId"];
            };
            readonly cookie?: never;
        };
        /** One module. */
        readonly get: operations["showModule"];
        /** Change a module. */
        readonly put: operations["updateModule"];
        readonly post?: never;
        /** Delete a module; 403 while it is applied. */
        readonly delete: operations["deleteModule"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/modules/{module_id}/instances": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly module_id: components["parameters"]["ModuleId"];
            };
            readonly cookie?: never;
        };
        /** The instances a module is applied to. */
        readonly get: operations["listModuleInstances"];
        /** Apply a module again wherever it is. */
        readonly put: operations["reapplyModule"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/clusters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The clusters of the project. */
        readonly get: operations["listClusters"];
        readonly put?: never;
        /** Create a cluster; MySQL, MariaDB and PostgreSQL answer 501. */
        readonly post: operations["createCluster"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/clusters/{cluster_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
            };
            readonly cookie?: never;
        };
        /** One cluster. */
        readonly get: operations["showCluster"];
        readonly put?: never;
        /** Grow, shrink, upgrade or restart a cluster, or add a shard. */
        readonly post: operations["clusterAction"];
        /** Delete a cluster and its instances. */
        readonly delete: operations["deleteCluster"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/clusters/{cluster_id}/instances/{instance_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** One member of a cluster. */
        readonly get: operations["showClusterInstance"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/clusters/{cluster_id}/root": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
            };
            readonly cookie?: never;
        };
        /** Whether root was ever enabled in a cluster. */
        readonly get: operations["showClusterRoot"];
        readonly put?: never;
        /** Enable root in a cluster. */
        readonly post: operations["enableClusterRoot"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/instances": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The instances of all projects, deleted ones too; for administrators, anyone else gets 401. */
        readonly get: operations["listMgmtInstances"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/instances/{instance_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** One instance of any project with its server and volume; for administrators. */
        readonly get: operations["showMgmtInstance"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/instances/{instance_id}/action": {
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
        /**
         * Stop, reboot, migrate or rebuild the server, or free the instance of its task; for administrators.
         * @description `reset-task-status` fails running backups and leaves the service status alone.
         */
        readonly post: operations["mgmtInstanceAction"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/instances/{instance_id}/root": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** When root was enabled first, and by whom; for administrators. */
        readonly get: operations["showMgmtRootHistory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/instances/{instance_id}/diagnostics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** What the guest agent tells of its process; for administrators. */
        readonly get: operations["showMgmtDiagnostics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/instances/{instance_id}/hwinfo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** What the guest agent tells of its machine; for administrators. */
        readonly get: operations["showMgmtHardware"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/instances/{instance_id}/rpc_ping": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        /** Whether the guest agent answers; for administrators. */
        readonly get: operations["pingMgmtInstance"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/instances/{instance_id}/upgrade": {
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
        /** Have the guest agent upgrade itself; for administrators. */
        readonly post: operations["upgradeMgmtInstance"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/clusters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The clusters of all projects; for administrators. */
        readonly get: operations["listMgmtClusters"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/clusters/{cluster_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
            };
            readonly cookie?: never;
        };
        /** One cluster of any project; for administrators. */
        readonly get: operations["showMgmtCluster"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/clusters/{cluster_id}/action": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Free a cluster of its task; for administrators. */
        readonly post: operations["mgmtClusterAction"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/datastore-versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The versions of all datastores, inactive ones too; for administrators. */
        readonly get: operations["listMgmtDatastoreVersions"];
        readonly put?: never;
        /** Register a datastore version; for administrators. */
        readonly post: operations["createMgmtDatastoreVersion"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/datastore-versions/{version_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
            };
            readonly cookie?: never;
        };
        /** One datastore version; for administrators. */
        readonly get: operations["showMgmtDatastoreVersion"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a datastore version; for administrators. */
        readonly delete: operations["deleteMgmtDatastoreVersion"];
        readonly options?: never;
        readonly head?: never;
        /** Change a datastore version; for administrators. */
        readonly patch: operations["patchMgmtDatastoreVersion"];
        readonly trace?: never;
    };
    readonly "/database/mgmt/datastores/versions/{version_id}/parameters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
            };
            readonly cookie?: never;
        };
        /** The parameters an operator added to a datastore version; for administrators. */
        readonly get: operations["listMgmtParameters"];
        readonly put?: never;
        /** Add a parameter to a datastore version; for administrators. */
        readonly post: operations["createMgmtParameter"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/database/mgmt/datastores/versions/{version_id}/parameters/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
                readonly name: components["parameters"]["ParameterName"];
            };
            readonly cookie?: never;
        };
        /** One parameter; for administrators. */
        readonly get: operations["showMgmtParameter"];
        /** Change a parameter; for administrators. */
        readonly put: operations["updateMgmtParameter"];
        readonly post?: never;
        /** Remove a parameter; for administrators. */
        readonly delete: operations["deleteMgmtParameter"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The API versions of the service, with 300; needs no token. */
        readonly get: operations["listIdentityVersions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/v3": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One version; `/v3/` answers the same, and neither needs a token. */
        readonly get: operations["showIdentityVersion"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/auth/tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a token is good for; 404 for a dead one, 401 when the asking token is dead itself. */
        readonly get: operations["validateToken"];
        readonly put?: never;
        /**
         * A token for a password, another token or an application credential.
         * @description The token stands in the header `X-Subject-Token`. A wrong password, an unknown user, an unknown project and a
         *     missing role all answer the same 401; an unknown application credential and a bad token of method `token` answer
         *     404. An application credential refuses a scope with 401.
         */
        readonly post: operations["issueToken"];
        /** Make a token void. Services that cache validations may take it for some minutes more. */
        readonly delete: operations["revokeToken"];
        readonly options?: never;
        /** Whether a token is good, without a body. */
        readonly head: operations["checkToken"];
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/auth/catalog": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The services of the token's project and their endpoints. */
        readonly get: operations["listCatalog"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/auth/projects": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The projects the token may be changed for. */
        readonly get: operations["listOwnProjects"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/auth/domains": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The domains the token may be changed for. */
        readonly get: operations["listOwnDomains"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/projects": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All projects; for administrators. */
        readonly get: operations["listProjects"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/projects/{project_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly project_id: components["parameters"]["IdentityProjectId"];
            };
            readonly cookie?: never;
        };
        /** One project; the own one, or any for administrators. */
        readonly get: operations["showProject"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All users; for administrators. */
        readonly get: operations["listIdentityUsers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/users/{user_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: components["parameters"]["IdentityUserId"];
            };
            readonly cookie?: never;
        };
        /** One user; oneself, or any for administrators. */
        readonly get: operations["showIdentityUser"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/users/{user_id}/projects": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: components["parameters"]["IdentityUserId"];
            };
            readonly cookie?: never;
        };
        /** The projects a user has a role in. */
        readonly get: operations["listUserProjects"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/users/{user_id}/application_credentials": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: components["parameters"]["IdentityUserId"];
            };
            readonly cookie?: never;
        };
        /** The application credentials of a user, without their secrets. */
        readonly get: operations["listApplicationCredentials"];
        readonly put?: never;
        /** Make an application credential for the project of the token; its secret is told this once. */
        readonly post: operations["createApplicationCredential"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/identity/users/{user_id}/application_credentials/{credential_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: components["parameters"]["IdentityUserId"];
                readonly credential_id: components["parameters"]["CredentialId"];
            };
            readonly cookie?: never;
        };
        /** One application credential, without its secret. */
        readonly get: operations["showApplicationCredential"];
        readonly put?: never;
        readonly post?: never;
        /** Delete an application credential; its tokens end. */
        readonly delete: operations["deleteApplicationCredential"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/object-store/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The containers of an account, in the order of their names. */
        readonly get: operations["listContainers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        /** How much an account holds. */
        readonly head: operations["showAccount"];
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/object-store/{container}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly container: components["parameters"]["Container"];
            };
            readonly cookie?: never;
        };
        /**
         * The names in a container, in their order, at most 10000 at once.
         * @description The listing is told later than the objects change; a name may be missing for some seconds, or be there still.
         */
        readonly get: operations["listObjects"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        /** How much a container holds. */
        readonly head: operations["showContainer"];
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/object-store/{container}/{object}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly container: components["parameters"]["Container"];
                /** @description Its name, which may have slashes. */
                readonly object: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Remove an object; its segments stay. */
        readonly delete: operations["deleteObject"];
        readonly options?: never;
        /**
         * How large an object is, its checksum, and what was written beside it.
         * @description The ETag of a small object is the MD5 of its bytes. That of a large one, made of segments, is the MD5 of the MD5s
         *     of its segments, and stands in double quotes; some clouds put quotes around all of them.
         */
        readonly head: operations["showObject"];
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
            /** @description Of root; in the answer to create only and never for a restore. Of several replicas a list of nulls. */
            readonly password?: string | readonly null[];
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
        readonly CreateDatabasesRequest: {
            readonly databases: readonly components["schemas"]["DatabaseRequest"][];
        };
        readonly CreateUsersRequest: {
            readonly users: readonly components["schemas"]["UserRequest"][];
        };
        readonly UpdateUserRequest: {
            readonly user: {
                readonly name?: string;
                readonly password?: components["schemas"]["Name"];
                readonly host?: string;
            };
        };
        readonly UserAnswer: {
            readonly user: components["schemas"]["User"];
        };
        readonly GrantRequest: {
            readonly databases: readonly {
                readonly name: components["schemas"]["Name"];
            }[];
        };
        readonly RootEnabledAnswer: {
            readonly rootEnabled: boolean;
        };
        readonly EnableRootRequest: {
            readonly password?: string;
        };
        readonly RootAnswer: {
            readonly user: {
                readonly name: string;
                readonly password: string;
            };
        };
        readonly GuestLog: {
            readonly name: string;
            readonly type?: string;
            readonly status?: string;
            /** @description Units: bytes. */
            readonly published?: number;
            /** @description Units: bytes. */
            readonly pending?: number;
            /** @description The word None when nothing was published. */
            readonly container?: string | null;
            /** @description The word None when nothing was published. */
            readonly prefix?: string | null;
            readonly metafile?: string | null;
        };
        readonly GuestLogsAnswer: {
            readonly logs: readonly components["schemas"]["GuestLog"][];
        };
        readonly GuestLogAnswer: {
            readonly log: components["schemas"]["GuestLog"];
        };
        readonly GuestLogActionRequest: {
            readonly name: components["schemas"]["Name"];
            readonly enable?: components["schemas"]["Switch"];
            readonly disable?: components["schemas"]["Switch"];
            readonly publish?: components["schemas"]["Switch"];
            readonly discard?: components["schemas"]["Switch"];
        };
        /**
         * @description `true` is refused.
         * @enum {integer}
         */
        readonly Switch: 0 | 1;
        /** @description By the names of parameters, which are compared without case. */
        readonly ConfigurationValues: {
            readonly [key: string]: string | number | boolean;
        };
        readonly Configuration: {
            readonly id: string;
            readonly name: string;
            readonly description?: string | null;
            readonly created?: components["schemas"]["Timestamp"];
            readonly updated?: components["schemas"]["Timestamp"];
            readonly datastore_name?: string | null;
            readonly datastore_version_id?: string;
            readonly datastore_version_name?: string | null;
            /** @description Not in lists. */
            readonly datastore_version_number?: string | null;
            /** @description Not in lists. */
            readonly instance_count?: number;
            /** @description Not in lists. */
            readonly values?: components["schemas"]["ConfigurationValues"];
        };
        readonly ConfigurationAnswer: {
            readonly configuration: components["schemas"]["Configuration"];
        };
        readonly ConfigurationsAnswer: {
            readonly configurations: readonly components["schemas"]["Configuration"][];
            /** @description Absent on the last page. */
            readonly links?: components["schemas"]["Links"];
        };
        readonly ConfigurationInstancesAnswer: {
            readonly instances: readonly {
                readonly id?: string;
                readonly name?: string;
            }[];
            /** @description Absent on the last page. */
            readonly links?: components["schemas"]["Links"];
        };
        readonly CreateConfigurationRequest: {
            readonly configuration: {
                readonly name: components["schemas"]["Name"];
                readonly description?: string;
                readonly datastore?: components["schemas"]["DatastoreRequest"];
                readonly values: components["schemas"]["ConfigurationValues"];
            };
        };
        readonly UpdateConfigurationRequest: {
            readonly configuration: {
                readonly name?: components["schemas"]["Name"];
                readonly description?: string;
                readonly values?: components["schemas"]["ConfigurationValues"];
            };
        };
        readonly ConfigurationParameter: {
            readonly name: string;
            readonly datastore_version_id?: string;
            readonly restart_required?: boolean;
            readonly type: string;
            /** @description Absent where there is no bound; may have more digits than a double holds. */
            readonly max?: number;
            /** @description Absent where there is no bound. */
            readonly min?: number;
        };
        readonly ConfigurationParametersAnswer: {
            readonly "configuration-parameters": readonly components["schemas"]["ConfigurationParameter"][];
        };
        readonly InstanceConfigurationAnswer: {
            readonly instance: {
                readonly configuration: {
                    readonly [key: string]: string | number;
                };
            };
        };
        readonly VolumeTypesAnswer: {
            readonly volume_types: readonly {
                readonly id: string;
                readonly name: string;
                readonly is_public?: boolean;
                readonly description?: string | null;
            }[];
        };
        readonly Module: {
            readonly id: string;
            readonly name: string;
            readonly type?: string;
            readonly description?: string | null;
            readonly tenant_id?: string | null;
            /** @description The project */
            readonly tenant?: string;
            readonly datastore_id?: string | null;
            /** @description The name */
            readonly datastore?: string;
            readonly datastore_version_id?: string | null;
            /** @description The name */
            readonly datastore_version?: string;
            readonly auto_apply?: boolean;
            readonly priority_apply?: boolean;
            readonly apply_order?: number;
            readonly is_admin?: boolean;
            readonly visible?: boolean;
            /** @description When one module is shown. */
            readonly live_update?: boolean;
            readonly md5?: string;
            readonly created?: components["schemas"]["Timestamp"];
            readonly updated?: components["schemas"]["Timestamp"];
        };
        readonly ModuleAnswer: {
            readonly module: components["schemas"]["Module"];
        };
        readonly ModulesAnswer: {
            readonly modules: readonly components["schemas"]["Module"][];
        };
        readonly ModuleFields: {
            readonly name?: components["schemas"]["Name"];
            readonly module_type?: components["schemas"]["Name"];
            readonly contents?: string;
            readonly description?: components["schemas"]["Name"];
            readonly datastore?: components["schemas"]["DatastoreRequest"];
            readonly auto_apply?: components["schemas"]["Switch"];
            readonly all_tenants?: components["schemas"]["Switch"];
            readonly visible?: components["schemas"]["Switch"];
            readonly live_update?: components["schemas"]["Switch"];
            readonly priority_apply?: components["schemas"]["Switch"];
            readonly apply_order?: number;
            readonly full_access?: components["schemas"]["Switch"];
        };
        readonly CreateModuleRequest: {
            readonly module: WithRequired<components["schemas"]["ModuleFields"], "name" | "module_type" | "contents">;
        };
        readonly UpdateModuleRequest: {
            readonly module: components["schemas"]["ModuleFields"];
        };
        readonly ApplyModulesRequest: {
            readonly modules: readonly {
                readonly id: components["schemas"]["Uuid"];
            }[];
        };
        readonly ReapplyModuleRequest: {
            readonly reapply: Record<string, never>;
        };
        readonly Cluster: {
            readonly id: string;
            readonly name: string;
            readonly task?: {
                readonly id?: number;
                readonly name?: string;
                readonly description?: string;
            };
            readonly created?: components["schemas"]["Timestamp"];
            readonly updated?: components["schemas"]["Timestamp"];
            readonly links?: components["schemas"]["Links"];
            readonly datastore?: components["schemas"]["InstanceDatastore"];
            readonly instances?: readonly {
                readonly id: string;
                readonly name?: string;
                readonly type?: string | null;
            }[];
            readonly locality?: string;
            readonly configuration?: string;
        };
        readonly ClusterAnswer: {
            readonly cluster: components["schemas"]["Cluster"];
        };
        readonly ClustersAnswer: {
            readonly clusters: readonly components["schemas"]["Cluster"][];
            /** @description Absent on the last page. */
            readonly links?: components["schemas"]["Links"];
        };
        readonly ClusterMember: {
            readonly flavorRef: components["schemas"]["FlavorRef"];
            readonly volume?: components["schemas"]["VolumeRequest"];
            readonly nics?: readonly components["schemas"]["Nic"][];
        };
        readonly CreateClusterRequest: {
            readonly cluster: {
                readonly name: components["schemas"]["Name"];
                readonly datastore: {
                    readonly type: components["schemas"]["Name"];
                    readonly version: components["schemas"]["Name"];
                };
                readonly instances: readonly components["schemas"]["ClusterMember"][];
                readonly locality?: components["schemas"]["Name"];
            };
        };
        /** @description One of them. */
        readonly ClusterActionRequest: {
            readonly grow?: readonly components["schemas"]["ClusterMember"][];
            readonly shrink?: readonly {
                readonly id: components["schemas"]["Uuid"];
            }[];
            readonly upgrade?: {
                readonly datastore_version: components["schemas"]["Name"];
            };
            readonly restart?: Record<string, never>;
            readonly add_shard?: Record<string, never>;
        };
        readonly ClusterTaskRequest: {
            readonly "reset-task": Record<string, never>;
        };
        readonly UpdateQuotasRequest: {
            readonly quotas: {
                readonly [key: string]: number | null;
            };
        };
        readonly UpdateQuotasAnswer: {
            readonly quotas: {
                readonly [key: string]: number;
            };
        };
        /** @description An instance as its project sees it, and what lies beneath. */
        readonly MgmtInstance: {
            readonly id: string;
            readonly name: string;
            readonly status: components["schemas"]["InstanceStatus"];
            readonly operating_status?: components["schemas"]["OperatingStatus"];
            readonly flavor?: components["schemas"]["InstanceFlavor"];
            readonly datastore?: components["schemas"]["InstanceDatastore"];
            readonly tenant_id: string;
            /** @description Null when Nova has none. */
            readonly server?: Record<string, never> | null;
            /** @description Cinder's when one instance is shown. */
            readonly volume?: Record<string, never> | null;
            readonly service_status?: string | null;
            readonly guest_status?: {
                readonly state_description?: string;
            };
            readonly task_description?: string | null;
            readonly deleted?: boolean;
            readonly deleted_at?: string | null;
            readonly root_enabled?: string;
            readonly root_enabled_by?: string;
            readonly fault?: components["schemas"]["InstanceFaultNote"];
        };
        /** @description An instance as its project sees it, and whose it is. */
        readonly ListedMgmtInstance: components["schemas"]["Instance"] & {
            readonly tenant_id: string;
            /** @description Null when Nova has none. */
            readonly server?: Record<string, never> | null;
            readonly service_status?: string | null;
            readonly task_description?: string | null;
            readonly deleted?: boolean;
            readonly deleted_at?: string | null;
        };
        readonly MgmtInstanceAnswer: {
            readonly instance: components["schemas"]["MgmtInstance"];
        };
        readonly MgmtInstancesAnswer: {
            readonly instances: readonly components["schemas"]["ListedMgmtInstance"][];
            /** @description Absent on the last page. */
            readonly links?: components["schemas"]["Links"];
        };
        /** @description One of them. */
        readonly MgmtInstanceActionRequest: {
            readonly stop?: Record<string, never>;
            readonly reboot?: Record<string, never>;
            readonly migrate?: Record<string, never>;
            readonly "reset-task-status"?: Record<string, never>;
            readonly rebuild?: {
                readonly image_id: components["schemas"]["Uuid"];
            };
        };
        readonly RootHistoryAnswer: {
            readonly root_history: {
                readonly id: string;
                readonly enabled: string;
                readonly user: string;
            };
        };
        readonly DiagnosticsAnswer: {
            readonly diagnostics: Record<string, never>;
        };
        readonly HardwareAnswer: {
            readonly hwinfo: Record<string, never>;
        };
        readonly UpgradeGuestRequest: {
            readonly upgrade: {
                readonly instance_version?: components["schemas"]["Name"];
                readonly location?: components["schemas"]["Name"];
                readonly metadata?: unknown;
            };
        };
        readonly MgmtDatastoreVersion: {
            readonly id: string;
            readonly name: string;
            readonly version?: string | null;
            readonly datastore_id?: string;
            readonly datastore_name?: string;
            readonly datastore_manager?: string;
            readonly image?: string | null;
            /** @description One empty text when there are none. */
            readonly image_tags?: readonly string[];
            /** @description One empty text when there are none. */
            readonly packages?: readonly string[];
            readonly active?: boolean;
            readonly default?: boolean;
        };
        readonly MgmtDatastoreVersionAnswer: {
            readonly version: components["schemas"]["MgmtDatastoreVersion"];
        };
        readonly MgmtDatastoreVersionsAnswer: {
            readonly versions: readonly components["schemas"]["MgmtDatastoreVersion"][];
        };
        readonly MgmtDatastoreVersionFields: {
            readonly datastore_name?: components["schemas"]["Name"];
            readonly datastore_manager?: components["schemas"]["Name"];
            readonly name?: components["schemas"]["Name"];
            readonly image?: components["schemas"]["Uuid"];
            readonly image_tags?: readonly string[];
            readonly active?: boolean;
            readonly default?: boolean;
            readonly version?: components["schemas"]["Name"];
        };
        readonly CreateMgmtDatastoreVersionRequest: {
            readonly version: WithRequired<components["schemas"]["MgmtDatastoreVersionFields"], "name" | "datastore_name" | "datastore_manager" | "active">;
        };
        /** @description Without a key around it. */
        readonly PatchMgmtDatastoreVersionRequest: components["schemas"]["MgmtDatastoreVersionFields"];
        readonly MgmtParameter: {
            readonly name: string;
            readonly datastore_version_id?: string;
            readonly restart_required?: boolean;
            readonly type?: string;
            readonly max_size?: number;
            readonly min_size?: number;
        };
        readonly MgmtParametersAnswer: {
            readonly "configuration-parameters": readonly components["schemas"]["MgmtParameter"][];
        };
        readonly MgmtParameterRequest: {
            readonly "configuration-parameter": {
                readonly name: components["schemas"]["Name"];
                readonly restart_required: components["schemas"]["Switch"];
                /** @enum {string} */
                readonly data_type: "integer" | "string" | "boolean" | "float";
                readonly max_size?: number;
                readonly min_size?: number;
            };
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
        /** @description By id or by name. */
        readonly DomainReference: {
            readonly id: string;
        } | {
            readonly name: string;
        };
        /** @description By id, or by name within a domain. */
        readonly ProjectReference: {
            readonly id: string;
        } | {
            readonly name: string;
            readonly domain: components["schemas"]["DomainReference"];
        };
        /** @description By id, or by name within a domain. */
        readonly UserReference: {
            readonly id: string;
        } | {
            readonly name: string;
            readonly domain: components["schemas"]["DomainReference"];
        };
        readonly PasswordIdentity: {
            readonly methods: readonly "password"[];
            readonly password: {
                readonly user: components["schemas"]["UserReference"] & {
                    readonly password: string;
                };
            };
        };
        readonly TokenIdentity: {
            readonly methods: readonly "token"[];
            readonly token: {
                readonly id: string;
            };
        };
        readonly ApplicationCredentialIdentity: {
            readonly methods: readonly "application_credential"[];
            /** @description By id, or by name together with its user. */
            readonly application_credential: {
                readonly id: string;
                readonly secret: string;
            } | {
                readonly name: string;
                readonly secret: string;
                readonly user: components["schemas"]["UserReference"];
            };
        };
        /** @description A project; or the word `unscoped`, to get a token without one. */
        readonly TokenScope: "unscoped" | {
            readonly project: components["schemas"]["ProjectReference"];
        };
        readonly IssueTokenRequest: {
            readonly auth: {
                readonly identity: components["schemas"]["PasswordIdentity"] | components["schemas"]["TokenIdentity"] | components["schemas"]["ApplicationCredentialIdentity"];
                readonly scope?: components["schemas"]["TokenScope"];
            };
        };
        readonly NamedReference: {
            readonly id: string;
            readonly name?: string;
        };
        readonly TokenProject: {
            readonly id: string;
            readonly name?: string;
            readonly domain?: components["schemas"]["NamedReference"];
        };
        readonly TokenUser: {
            readonly id: string;
            readonly name?: string;
            readonly domain?: components["schemas"]["NamedReference"];
            readonly password_expires_at?: string | null;
        };
        readonly CatalogEndpoint: {
            readonly id?: string;
            readonly interface: string;
            readonly region?: string | null;
            readonly region_id?: string | null;
            readonly url: string;
        };
        readonly CatalogService: {
            readonly id?: string;
            readonly type: string;
            readonly name?: string;
            readonly endpoints: readonly components["schemas"]["CatalogEndpoint"][];
        };
        readonly CatalogAnswer: {
            readonly catalog: readonly components["schemas"]["CatalogService"][];
            readonly links?: Record<string, never>;
        };
        readonly Token: {
            readonly methods: readonly string[];
            readonly user: components["schemas"]["TokenUser"];
            readonly audit_ids?: readonly string[];
            /** @description UTC, as in 2026-11-22T14:25:27.000000Z. */
            readonly expires_at: string;
            readonly issued_at: string;
            /** @description Absent when the token has no scope. */
            readonly project?: components["schemas"]["TokenProject"];
            readonly is_domain?: boolean;
            readonly roles?: readonly components["schemas"]["NamedReference"][];
            /** @description Absent without scope and with `nocatalog`. */
            readonly catalog?: readonly components["schemas"]["CatalogService"][];
            readonly application_credential?: {
                readonly id?: string;
                readonly name?: string;
                readonly restricted?: boolean;
            };
        };
        readonly TokenAnswer: {
            readonly token: components["schemas"]["Token"];
        };
        readonly IdentityFault: {
            readonly error: {
                readonly code: number;
                readonly message: string;
                readonly title?: string;
            };
        };
        readonly IdentityVersion: {
            readonly id: string;
            readonly status: string;
            readonly updated?: string;
            readonly links: readonly {
                readonly href: string;
                readonly rel: string;
            }[];
            readonly "media-types"?: readonly Record<string, never>[];
        };
        readonly IdentityVersionAnswer: {
            readonly version: components["schemas"]["IdentityVersion"];
        };
        readonly IdentityVersionsAnswer: {
            readonly versions: {
                readonly values: readonly components["schemas"]["IdentityVersion"][];
            };
        };
        readonly Project: {
            readonly id: string;
            readonly name: string;
            readonly domain_id?: string | null;
            readonly parent_id?: string | null;
            readonly description?: string | null;
            readonly enabled?: boolean;
            readonly is_domain?: boolean;
            readonly tags?: readonly string[];
        };
        readonly ProjectAnswer: {
            readonly project: components["schemas"]["Project"];
        };
        readonly ProjectsAnswer: {
            readonly projects: readonly components["schemas"]["Project"][];
            readonly links?: Record<string, never>;
        };
        readonly DomainsAnswer: {
            readonly domains: readonly components["schemas"]["NamedReference"][];
            readonly links?: Record<string, never>;
        };
        readonly IdentityUser: {
            readonly id: string;
            readonly name: string;
            readonly domain_id?: string;
            readonly enabled?: boolean;
            readonly password_expires_at?: string | null;
        };
        readonly IdentityUserAnswer: {
            readonly user: components["schemas"]["IdentityUser"];
        };
        readonly IdentityUsersAnswer: {
            readonly users: readonly components["schemas"]["IdentityUser"][];
            readonly links?: Record<string, never>;
        };
        readonly AccessRule: {
            readonly id?: string;
            readonly service: string;
            readonly method: string;
            /** @description `*` stands for one part of a path, `**` for any. */
            readonly path: string;
        };
        readonly ApplicationCredential: {
            readonly id: string;
            readonly name: string;
            readonly description?: string | null;
            readonly user_id?: string;
            readonly project_id: string;
            readonly system?: string | null;
            readonly expires_at?: string | null;
            readonly unrestricted?: boolean | null;
            readonly roles?: readonly components["schemas"]["NamedReference"][];
            readonly access_rules?: readonly components["schemas"]["AccessRule"][];
            /** @description In the answer to create only. */
            readonly secret?: string;
        };
        readonly ApplicationCredentialAnswer: {
            readonly application_credential: components["schemas"]["ApplicationCredential"];
        };
        readonly ApplicationCredentialsAnswer: {
            readonly application_credentials: readonly components["schemas"]["ApplicationCredential"][];
            readonly links?: Record<string, never>;
        };
        readonly CreateApplicationCredentialRequest: {
            readonly application_credential: {
                readonly name: string;
                readonly description?: string | null;
                /** @description One is made up when absent. */
                readonly secret?: string | null;
                readonly expires_at?: string | null;
                readonly unrestricted?: boolean | null;
                readonly roles?: readonly Record<string, never>[];
                readonly access_rules?: readonly components["schemas"]["AccessRule"][];
            };
        };
        readonly ContainersAnswer: readonly {
            readonly name: string;
            readonly count?: number;
            readonly bytes?: number;
        }[];
        readonly ObjectsAnswer: readonly components["schemas"]["ObjectRow"][];
        readonly ObjectRow: {
            readonly name: string;
            /** @description The ETag, without quotes where it is that of a small object. */
            readonly hash: string;
            /** @description Of a large object 0 or all its bytes, as Swift's release goes. */
            readonly bytes: number;
            readonly content_type?: string;
            readonly last_modified?: string;
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
        /** @description The token's facts; the token itself stands in `X-Subject-Token`. */
        readonly Token: {
            headers: {
                /** @description The token. */
                readonly "x-subject-token": string;
                readonly "x-openstack-request-id": components["headers"]["IdentityRequestId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["TokenAnswer"];
            };
        };
        /** @description Keystone refuses. */
        readonly IdentityError: {
            headers: {
                readonly "x-openstack-request-id": components["headers"]["IdentityRequestId"];
                readonly "www-authenticate"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["IdentityFault"];
            };
        };
        /** @description A page for people, or nothing. */
        readonly Refused: {
            headers: {
                readonly "X-Trans-Id": components["headers"]["TransactionId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
    };
    parameters: {
        readonly BackupId: string;
        readonly InstanceId: string;
        /** @description Name or id. */
        readonly Datastore: string;
        /** @description Its name. */
        readonly Database: string;
        /** @description The name, or `name@host`; percent-encoded, dots too (`%2e`). */
        readonly User: string;
        /** @description Name or id of a datastore version. */
        readonly VersionReference: string;
        /** @description The id of a datastore version; an unknown one answers 400. */
        readonly VersionId: string;
        readonly ParameterName: string;
        readonly ConfigurationId: string;
        readonly ModuleId: string;
        readonly ClusterId: string;
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
        readonly IdentityProjectId: string;
        readonly IdentityUserId: string;
        readonly CredentialId: string;
        /** @description The token the call is about. */
        readonly SubjectToken: string;
        readonly Container: string;
    };
    requestBodies: never;
    headers: {
        /** @description The request id, where the deployment adds one; 18.0 sends none. */
        readonly RequestId: string;
        /** @description Whole seconds; present on a rate limit, absent on a quota. */
        readonly RetryAfter: string;
        /** @description keystonemiddleware adds it to every 401, its own and Trove's, so it tells nothing. */
        readonly WwwAuthenticate: string;
        /** @description The request id, for the operator. */
        readonly IdentityRequestId: string;
        /** @description Which request it was, in the logs of Swift. */
        readonly TransactionId: string;
        /** @description A whole number. */
        readonly Count: string;
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
export type CreateDatabasesRequest = components['schemas']['CreateDatabasesRequest'];
export type CreateUsersRequest = components['schemas']['CreateUsersRequest'];
export type UpdateUserRequest = components['schemas']['UpdateUserRequest'];
export type UserAnswer = components['schemas']['UserAnswer'];
export type GrantRequest = components['schemas']['GrantRequest'];
export type RootEnabledAnswer = components['schemas']['RootEnabledAnswer'];
export type EnableRootRequest = components['schemas']['EnableRootRequest'];
export type RootAnswer = components['schemas']['RootAnswer'];
export type GuestLog = components['schemas']['GuestLog'];
export type GuestLogsAnswer = components['schemas']['GuestLogsAnswer'];
export type GuestLogAnswer = components['schemas']['GuestLogAnswer'];
export type GuestLogActionRequest = components['schemas']['GuestLogActionRequest'];
export type Switch = components['schemas']['Switch'];
export type ConfigurationValues = components['schemas']['ConfigurationValues'];
export type Configuration = components['schemas']['Configuration'];
export type ConfigurationAnswer = components['schemas']['ConfigurationAnswer'];
export type ConfigurationsAnswer = components['schemas']['ConfigurationsAnswer'];
export type ConfigurationInstancesAnswer = components['schemas']['ConfigurationInstancesAnswer'];
export type CreateConfigurationRequest = components['schemas']['CreateConfigurationRequest'];
export type UpdateConfigurationRequest = components['schemas']['UpdateConfigurationRequest'];
export type ConfigurationParameter = components['schemas']['ConfigurationParameter'];
export type ConfigurationParametersAnswer = components['schemas']['ConfigurationParametersAnswer'];
export type InstanceConfigurationAnswer = components['schemas']['InstanceConfigurationAnswer'];
export type VolumeTypesAnswer = components['schemas']['VolumeTypesAnswer'];
export type Module = components['schemas']['Module'];
export type ModuleAnswer = components['schemas']['ModuleAnswer'];
export type ModulesAnswer = components['schemas']['ModulesAnswer'];
export type ModuleFields = components['schemas']['ModuleFields'];
export type CreateModuleRequest = components['schemas']['CreateModuleRequest'];
export type UpdateModuleRequest = components['schemas']['UpdateModuleRequest'];
export type ApplyModulesRequest = components['schemas']['ApplyModulesRequest'];
export type ReapplyModuleRequest = components['schemas']['ReapplyModuleRequest'];
export type Cluster = components['schemas']['Cluster'];
export type ClusterAnswer = components['schemas']['ClusterAnswer'];
export type ClustersAnswer = components['schemas']['ClustersAnswer'];
export type ClusterMember = components['schemas']['ClusterMember'];
export type CreateClusterRequest = components['schemas']['CreateClusterRequest'];
export type ClusterActionRequest = components['schemas']['ClusterActionRequest'];
export type ClusterTaskRequest = components['schemas']['ClusterTaskRequest'];
export type UpdateQuotasRequest = components['schemas']['UpdateQuotasRequest'];
export type UpdateQuotasAnswer = components['schemas']['UpdateQuotasAnswer'];
export type MgmtInstance = components['schemas']['MgmtInstance'];
export type ListedMgmtInstance = components['schemas']['ListedMgmtInstance'];
export type MgmtInstanceAnswer = components['schemas']['MgmtInstanceAnswer'];
export type MgmtInstancesAnswer = components['schemas']['MgmtInstancesAnswer'];
export type MgmtInstanceActionRequest = components['schemas']['MgmtInstanceActionRequest'];
export type RootHistoryAnswer = components['schemas']['RootHistoryAnswer'];
export type DiagnosticsAnswer = components['schemas']['DiagnosticsAnswer'];
export type HardwareAnswer = components['schemas']['HardwareAnswer'];
export type UpgradeGuestRequest = components['schemas']['UpgradeGuestRequest'];
export type MgmtDatastoreVersion = components['schemas']['MgmtDatastoreVersion'];
export type MgmtDatastoreVersionAnswer = components['schemas']['MgmtDatastoreVersionAnswer'];
export type MgmtDatastoreVersionsAnswer = components['schemas']['MgmtDatastoreVersionsAnswer'];
export type MgmtDatastoreVersionFields = components['schemas']['MgmtDatastoreVersionFields'];
export type CreateMgmtDatastoreVersionRequest = components['schemas']['CreateMgmtDatastoreVersionRequest'];
export type PatchMgmtDatastoreVersionRequest = components['schemas']['PatchMgmtDatastoreVersionRequest'];
export type MgmtParameter = components['schemas']['MgmtParameter'];
export type MgmtParametersAnswer = components['schemas']['MgmtParametersAnswer'];
export type MgmtParameterRequest = components['schemas']['MgmtParameterRequest'];
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
export type DomainReference = components['schemas']['DomainReference'];
export type ProjectReference = components['schemas']['ProjectReference'];
export type UserReference = components['schemas']['UserReference'];
export type PasswordIdentity = components['schemas']['PasswordIdentity'];
export type TokenIdentity = components['schemas']['TokenIdentity'];
export type ApplicationCredentialIdentity = components['schemas']['ApplicationCredentialIdentity'];
export type TokenScope = components['schemas']['TokenScope'];
export type IssueTokenRequest = components['schemas']['IssueTokenRequest'];
export type NamedReference = components['schemas']['NamedReference'];
export type TokenProject = components['schemas']['TokenProject'];
export type TokenUser = components['schemas']['TokenUser'];
export type CatalogEndpoint = components['schemas']['CatalogEndpoint'];
export type CatalogService = components['schemas']['CatalogService'];
export type CatalogAnswer = components['schemas']['CatalogAnswer'];
export type Token = components['schemas']['Token'];
export type TokenAnswer = components['schemas']['TokenAnswer'];
export type IdentityFault = components['schemas']['IdentityFault'];
export type IdentityVersion = components['schemas']['IdentityVersion'];
export type IdentityVersionAnswer = components['schemas']['IdentityVersionAnswer'];
export type IdentityVersionsAnswer = components['schemas']['IdentityVersionsAnswer'];
export type Project = components['schemas']['Project'];
export type ProjectAnswer = components['schemas']['ProjectAnswer'];
export type ProjectsAnswer = components['schemas']['ProjectsAnswer'];
export type DomainsAnswer = components['schemas']['DomainsAnswer'];
export type IdentityUser = components['schemas']['IdentityUser'];
export type IdentityUserAnswer = components['schemas']['IdentityUserAnswer'];
export type IdentityUsersAnswer = components['schemas']['IdentityUsersAnswer'];
export type AccessRule = components['schemas']['AccessRule'];
export type ApplicationCredential = components['schemas']['ApplicationCredential'];
export type ApplicationCredentialAnswer = components['schemas']['ApplicationCredentialAnswer'];
export type ApplicationCredentialsAnswer = components['schemas']['ApplicationCredentialsAnswer'];
export type CreateApplicationCredentialRequest = components['schemas']['CreateApplicationCredentialRequest'];
export type ContainersAnswer = components['schemas']['ContainersAnswer'];
export type ObjectsAnswer = components['schemas']['ObjectsAnswer'];
export type ObjectRow = components['schemas']['ObjectRow'];
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
export type ResponseToken = components['responses']['Token'];
export type ResponseIdentityError = components['responses']['IdentityError'];
export type ResponseRefused = components['responses']['Refused'];
export type ParameterBackupId = components['parameters']['BackupId'];
export type ParameterInstanceId = components['parameters']['InstanceId'];
export type ParameterDatastore = components['parameters']['Datastore'];
export type ParameterDatabase = components['parameters']['Database'];
export type ParameterUser = components['parameters']['User'];
export type ParameterVersionReference = components['parameters']['VersionReference'];
export type ParameterVersionId = components['parameters']['VersionId'];
export type ParameterParameterName = components['parameters']['ParameterName'];
export type ParameterConfigurationId = components['parameters']['ConfigurationId'];
export type ParameterModuleId = components['parameters']['ModuleId'];
export type ParameterClusterId = components['parameters']['ClusterId'];
export type ParameterOffsetMarker = components['parameters']['OffsetMarker'];
export type ParameterUncappedLimit = components['parameters']['UncappedLimit'];
export type ParameterIdMarker = components['parameters']['IdMarker'];
export type ParameterNameMarker = components['parameters']['NameMarker'];
export type ParameterCappedLimit = components['parameters']['CappedLimit'];
export type ParameterIncludeClustered = components['parameters']['IncludeClustered'];
export type ParameterStrategyInstance = components['parameters']['StrategyInstance'];
export type ParameterStrategyProject = components['parameters']['StrategyProject'];
export type ParameterIdentityProjectId = components['parameters']['IdentityProjectId'];
export type ParameterIdentityUserId = components['parameters']['IdentityUserId'];
export type ParameterCredentialId = components['parameters']['CredentialId'];
export type ParameterSubjectToken = components['parameters']['SubjectToken'];
export type ParameterContainer = components['parameters']['Container'];
export type HeaderRequestId = components['headers']['RequestId'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type HeaderWwwAuthenticate = components['headers']['WwwAuthenticate'];
export type HeaderIdentityRequestId = components['headers']['IdentityRequestId'];
export type HeaderTransactionId = components['headers']['TransactionId'];
export type HeaderCount = components['headers']['Count'];
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
    readonly createDatabases: {
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
                readonly "application/json": components["schemas"]["CreateDatabasesRequest"];
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
    readonly changePasswords: {
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
                readonly "application/json": components["schemas"]["CreateUsersRequest"];
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
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createUsers: {
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
                readonly "application/json": components["schemas"]["CreateUsersRequest"];
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
    readonly deleteDatastore: {
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
            readonly 202: components["responses"]["Accepted"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
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
    readonly updateQuotas: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly target_project_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateQuotasRequest"];
            };
        };
        readonly responses: {
            /** @description What was set. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UpdateQuotasAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showDatabase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description Its name. */
                readonly database: components["parameters"]["Database"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteDatabase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description Its name. */
                readonly database: components["parameters"]["Database"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
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
    readonly showUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description The name, or `name@host`; percent-encoded, dots too (`%2e`). */
                readonly user: components["parameters"]["User"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The user. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserAnswer"];
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
    readonly updateUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description The name, or `name@host`; percent-encoded, dots too (`%2e`). */
                readonly user: components["parameters"]["User"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateUserRequest"];
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
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description The name, or `name@host`; percent-encoded, dots too (`%2e`). */
                readonly user: components["parameters"]["User"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
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
    readonly listUserDatabases: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description The name, or `name@host`; percent-encoded, dots too (`%2e`). */
                readonly user: components["parameters"]["User"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Their names. */
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
    readonly grantUserDatabases: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description The name, or `name@host`; percent-encoded, dots too (`%2e`). */
                readonly user: components["parameters"]["User"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["GrantRequest"];
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
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly revokeUserDatabase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                /** @description The name, or `name@host`; percent-encoded, dots too (`%2e`). */
                readonly user: components["parameters"]["User"];
                /** @description Its name. */
                readonly database: components["parameters"]["Database"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
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
    readonly showRoot: {
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
            /** @description Yes or no. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootEnabledAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
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
    readonly enableRoot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["EnableRootRequest"];
            };
        };
        readonly responses: {
            /** @description The account; its password is told this once. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootAnswer"];
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
    readonly disableRoot: {
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
            /** @description Disabled. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
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
    readonly showInstanceConfiguration: {
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
            /** @description By name; numbers where the template has whole numbers. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceConfigurationAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
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
    readonly listGuestLogs: {
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
            /** @description All of them; there is no paging. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GuestLogsAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
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
    readonly guestLogAction: {
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
                readonly "application/json": components["schemas"]["GuestLogActionRequest"];
            };
        };
        readonly responses: {
            /** @description The log. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GuestLogAnswer"];
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
    readonly listInstanceModules: {
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
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ModulesAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
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
    readonly applyInstanceModules: {
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
                readonly "application/json": components["schemas"]["ApplyModulesRequest"];
            };
        };
        readonly responses: {
            /** @description What the guest did. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ModulesAnswer"];
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
    readonly removeInstanceModule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
                readonly module_id: components["parameters"]["ModuleId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Removed. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
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
    readonly listDatastoreVersionFlavors: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
                /** @description Name or id of a datastore version. */
                readonly version_id: components["parameters"]["VersionReference"];
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
                    readonly "application/json": components["schemas"]["FlavorsAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listDatastoreVersionVolumeTypes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
                /** @description Name or id of a datastore version. */
                readonly version_id: components["parameters"]["VersionReference"];
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
                    readonly "application/json": components["schemas"]["VolumeTypesAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listConfigurationParameters: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
                /** @description Name or id of a datastore version. */
                readonly version_id: components["parameters"]["VersionReference"];
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
                    readonly "application/json": components["schemas"]["ConfigurationParametersAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showConfigurationParameter: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name or id. */
                readonly datastore: components["parameters"]["Datastore"];
                /** @description Name or id of a datastore version. */
                readonly version_id: components["parameters"]["VersionReference"];
                readonly name: components["parameters"]["ParameterName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The parameter. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfigurationParameter"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listParametersByVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
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
                    readonly "application/json": components["schemas"]["ConfigurationParametersAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showParameterByVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
                readonly name: components["parameters"]["ParameterName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The parameter. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfigurationParameter"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listConfigurations: {
        readonly parameters: {
            readonly query?: {
                /** @description The last id of the page before; pages go by id, ascending. */
                readonly marker?: components["parameters"]["IdMarker"];
                /** @description Rows of a page; 20 when absent, capped at 20 by default. 0, negative numbers and text answer 500. */
                readonly limit?: components["parameters"]["CappedLimit"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page, by id. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfigurationsAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateConfigurationRequest"];
            };
        };
        readonly responses: {
            /** @description Made (200, not 202). */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfigurationAnswer"];
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
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly configuration_id: components["parameters"]["ConfigurationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The group. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfigurationAnswer"];
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
    readonly updateConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly configuration_id: components["parameters"]["ConfigurationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateConfigurationRequest"];
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
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly configuration_id: components["parameters"]["ConfigurationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly patchConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly configuration_id: components["parameters"]["ConfigurationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateConfigurationRequest"];
            };
        };
        readonly responses: {
            /** @description Changed; the body is empty although the content type says JSON. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listConfigurationInstances: {
        readonly parameters: {
            readonly query?: {
                /** @description The last id of the page before; pages go by id, ascending. */
                readonly marker?: components["parameters"]["IdMarker"];
                /** @description Rows of a page; 20 when absent, capped at 20 by default. 0, negative numbers and text answer 500. */
                readonly limit?: components["parameters"]["CappedLimit"];
            };
            readonly header?: never;
            readonly path: {
                readonly configuration_id: components["parameters"]["ConfigurationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of ids and names. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfigurationInstancesAnswer"];
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
    readonly listModules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The first 20; there is no link to more. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ModulesAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createModule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateModuleRequest"];
            };
        };
        readonly responses: {
            /** @description Made. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ModuleAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showModule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly module_id: components["parameters"]["ModuleId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The module. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ModuleAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateModule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly module_id: components["parameters"]["ModuleId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateModuleRequest"];
            };
        };
        readonly responses: {
            /** @description Changed. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ModuleAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteModule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly module_id: components["parameters"]["ModuleId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listModuleInstances: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly module_id: components["parameters"]["ModuleId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of ids and names, or counts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfigurationInstancesAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly reapplyModule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly module_id: components["parameters"]["ModuleId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReapplyModuleRequest"];
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
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listClusters: {
        readonly parameters: {
            readonly query?: {
                /** @description The last id of the page before; pages go by id, ascending. */
                readonly marker?: components["parameters"]["IdMarker"];
                /** @description Rows of a page; 20 when absent, capped at 20 by default. 0, negative numbers and text answer 500. */
                readonly limit?: components["parameters"]["CappedLimit"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page, by id. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClustersAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createCluster: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateClusterRequest"];
            };
        };
        readonly responses: {
            /** @description Accepted (200, not 202). */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClusterAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showCluster: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The cluster. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClusterAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly clusterAction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ClusterActionRequest"];
            };
        };
        readonly responses: {
            /** @description Accepted; some actions answer with the cluster. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClusterAnswer"];
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
    readonly deleteCluster: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
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
    readonly showClusterInstance: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The instance. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showClusterRoot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Yes or no. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootEnabledAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly enableClusterRoot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["EnableRootRequest"];
            };
        };
        readonly responses: {
            /** @description The account. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listMgmtInstances: {
        readonly parameters: {
            readonly query?: {
                /** @description Only the deleted ones (`true`) or the others. */
                readonly deleted?: boolean;
                readonly project_id?: string;
                readonly include_clustered?: boolean;
                /** @description Read in the source of 2026.2, where a page has 20 unless asked; 18.0, 22.0 and 25.0 give all. */
                readonly limit?: number;
                /** @description How many to pass over. */
                readonly marker?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them up to 25.0; there is no link to more. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MgmtInstancesAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showMgmtInstance: {
        readonly parameters: {
            readonly query?: {
                /** @description Deleted ones too. */
                readonly deleted?: boolean;
            };
            readonly header?: never;
            readonly path: {
                readonly instance_id: components["parameters"]["InstanceId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The instance. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MgmtInstanceAnswer"];
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
    readonly mgmtInstanceAction: {
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
                readonly "application/json": components["schemas"]["MgmtInstanceActionRequest"];
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
    readonly showMgmtRootHistory: {
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
            /** @description The moment, or Never and Nobody. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RootHistoryAnswer"];
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
    readonly showMgmtDiagnostics: {
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
            /** @description Numbers. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DiagnosticsAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
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
    readonly showMgmtHardware: {
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
            /** @description Numbers. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HardwareAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
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
    readonly pingMgmtInstance: {
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
            /** @description It does. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
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
    readonly upgradeMgmtInstance: {
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
                readonly "application/json": components["schemas"]["UpgradeGuestRequest"];
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
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listMgmtClusters: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClustersAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showMgmtCluster: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The cluster. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClusterAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly mgmtClusterAction: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly cluster_id: components["parameters"]["ClusterId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ClusterTaskRequest"];
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
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listMgmtDatastoreVersions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MgmtDatastoreVersionsAnswer"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createMgmtDatastoreVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateMgmtDatastoreVersionRequest"];
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
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showMgmtDatastoreVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The version. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MgmtDatastoreVersionAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteMgmtDatastoreVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly patchMgmtDatastoreVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PatchMgmtDatastoreVersionRequest"];
            };
        };
        readonly responses: {
            readonly 202: components["responses"]["Accepted"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listMgmtParameters: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MgmtParametersAnswer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createMgmtParameter: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MgmtParameterRequest"];
            };
        };
        readonly responses: {
            /** @description Added. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MgmtParameter"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly showMgmtParameter: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
                readonly name: components["parameters"]["ParameterName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The parameter. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MgmtParameter"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly updateMgmtParameter: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
                readonly name: components["parameters"]["ParameterName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MgmtParameterRequest"];
            };
        };
        readonly responses: {
            /** @description Changed. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MgmtParameter"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly deleteMgmtParameter: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The id of a datastore version; an unknown one answers 400. */
                readonly version_id: components["parameters"]["VersionId"];
                readonly name: components["parameters"]["ParameterName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Removed. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["OverLimit"];
            readonly 500: components["responses"]["ServerFault"];
            readonly 501: components["responses"]["NotImplemented"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly listIdentityVersions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One of them is to be chosen; `Location` names the newest. */
            readonly 300: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityVersionsAnswer"];
                };
            };
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly showIdentityVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The version. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityVersionAnswer"];
                };
            };
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly validateToken: {
        readonly parameters: {
            readonly query?: {
                readonly nocatalog?: string;
            };
            readonly header: {
                /** @description The token the call is about. */
                readonly "X-Subject-Token": components["parameters"]["SubjectToken"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Token"];
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 404: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly issueToken: {
        readonly parameters: {
            readonly query?: {
                /** @description Leave the catalog out. */
                readonly nocatalog?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IssueTokenRequest"];
            };
        };
        readonly responses: {
            readonly 201: components["responses"]["Token"];
            readonly 400: components["responses"]["IdentityError"];
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 404: components["responses"]["IdentityError"];
            readonly 415: components["responses"]["IdentityError"];
            readonly 429: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly revokeToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The token the call is about. */
                readonly "X-Subject-Token": components["parameters"]["SubjectToken"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Void from now on. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 404: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly checkToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The token the call is about. */
                readonly "X-Subject-Token": components["parameters"]["SubjectToken"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The asking token is not. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The asking token may not ask about it. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is not. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly listCatalog: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The catalog. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CatalogAnswer"];
                };
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly listOwnProjects: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProjectsAnswer"];
                };
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly listOwnDomains: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DomainsAnswer"];
                };
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly listProjects: {
        readonly parameters: {
            readonly query?: {
                /** @description Only those of this name. */
                readonly name?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProjectsAnswer"];
                };
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly showProject: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly project_id: components["parameters"]["IdentityProjectId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The project. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 404: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly listIdentityUsers: {
        readonly parameters: {
            readonly query?: {
                /** @description Only those of this name. */
                readonly name?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityUsersAnswer"];
                };
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly showIdentityUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: components["parameters"]["IdentityUserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The user. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IdentityUserAnswer"];
                };
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 404: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly listUserProjects: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: components["parameters"]["IdentityUserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProjectsAnswer"];
                };
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 404: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly listApplicationCredentials: {
        readonly parameters: {
            readonly query?: {
                /** @description Only those of this name. */
                readonly name?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly user_id: components["parameters"]["IdentityUserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApplicationCredentialsAnswer"];
                };
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 404: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly createApplicationCredential: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: components["parameters"]["IdentityUserId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateApplicationCredentialRequest"];
            };
        };
        readonly responses: {
            /** @description Made. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApplicationCredentialAnswer"];
                };
            };
            readonly 400: components["responses"]["IdentityError"];
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 404: components["responses"]["IdentityError"];
            readonly 409: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly showApplicationCredential: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: components["parameters"]["IdentityUserId"];
                readonly credential_id: components["parameters"]["CredentialId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The credential. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApplicationCredentialAnswer"];
                };
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 404: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly deleteApplicationCredential: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly user_id: components["parameters"]["IdentityUserId"];
                readonly credential_id: components["parameters"]["CredentialId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["IdentityError"];
            readonly 403: components["responses"]["IdentityError"];
            readonly 404: components["responses"]["IdentityError"];
            readonly 500: components["responses"]["IdentityError"];
            readonly 503: components["responses"]["IdentityError"];
        };
    };
    readonly listContainers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them. */
            readonly 200: {
                headers: {
                    readonly "X-Trans-Id": components["headers"]["TransactionId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ContainersAnswer"];
                };
            };
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 498: components["responses"]["Refused"];
            readonly 500: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
        };
    };
    readonly showAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is there. */
            readonly 204: {
                headers: {
                    readonly "X-Trans-Id": components["headers"]["TransactionId"];
                    readonly "X-Account-Container-Count": components["headers"]["Count"];
                    readonly "X-Account-Object-Count": components["headers"]["Count"];
                    readonly "X-Account-Bytes-Used": components["headers"]["Count"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 498: components["responses"]["Refused"];
            readonly 500: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
        };
    };
    readonly listObjects: {
        readonly parameters: {
            readonly query: {
                readonly format: "json";
                readonly prefix?: string;
                /** @description Only names that come after this one. */
                readonly marker?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly container: components["parameters"]["Container"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The names; an empty list when there are none. */
            readonly 200: {
                headers: {
                    readonly "X-Trans-Id": components["headers"]["TransactionId"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ObjectsAnswer"];
                };
            };
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 498: components["responses"]["Refused"];
            readonly 500: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
        };
    };
    readonly showContainer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly container: components["parameters"]["Container"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is there. */
            readonly 204: {
                headers: {
                    readonly "X-Trans-Id": components["headers"]["TransactionId"];
                    readonly "X-Container-Object-Count": components["headers"]["Count"];
                    readonly "X-Container-Bytes-Used": components["headers"]["Count"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 498: components["responses"]["Refused"];
            readonly 500: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
        };
    };
    readonly deleteObject: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly container: components["parameters"]["Container"];
                /** @description Its name, which may have slashes. */
                readonly object: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Removed. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 498: components["responses"]["Refused"];
            readonly 500: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
        };
    };
    readonly showObject: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly container: components["parameters"]["Container"];
                /** @description Its name, which may have slashes. */
                readonly object: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is there. */
            readonly 200: {
                headers: {
                    readonly "X-Trans-Id": components["headers"]["TransactionId"];
                    readonly "Content-Length"?: string;
                    readonly ETag?: string;
                    readonly "Last-Modified"?: string;
                    /** @description `True` when it is made of segments that a manifest names. */
                    readonly "X-Static-Large-Object"?: string;
                    /** @description Container and prefix of the segments it is made of. */
                    readonly "X-Object-Manifest"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 498: components["responses"]["Refused"];
            readonly 500: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
