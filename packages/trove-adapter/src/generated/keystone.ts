// Generated from packages/trove-adapter/openapi/keystone.yaml by scripts/generate.ts; run `pnpm generate` instead of editing.

export interface paths {
    readonly "/": {
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
    readonly "/v3": {
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
    readonly "/auth/tokens": {
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
    readonly "/auth/catalog": {
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
    readonly "/auth/projects": {
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
    readonly "/auth/domains": {
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
    readonly "/projects": {
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
    readonly "/projects/{project_id}": {
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
    readonly "/users": {
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
    readonly "/users/{user_id}": {
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
    readonly "/users/{user_id}/projects": {
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
    readonly "/users/{user_id}/application_credentials": {
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
    readonly "/users/{user_id}/application_credentials/{credential_id}": {
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
    };
    responses: {
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
    };
    parameters: {
        readonly IdentityProjectId: string;
        readonly IdentityUserId: string;
        readonly CredentialId: string;
        /** @description The token the call is about. */
        readonly SubjectToken: string;
    };
    requestBodies: never;
    headers: {
        /** @description The request id, for the operator. */
        readonly IdentityRequestId: string;
    };
    pathItems: never;
}
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
export type ResponseToken = components['responses']['Token'];
export type ResponseIdentityError = components['responses']['IdentityError'];
export type ParameterIdentityProjectId = components['parameters']['IdentityProjectId'];
export type ParameterIdentityUserId = components['parameters']['IdentityUserId'];
export type ParameterCredentialId = components['parameters']['CredentialId'];
export type ParameterSubjectToken = components['parameters']['SubjectToken'];
export type HeaderIdentityRequestId = components['headers']['IdentityRequestId'];
export type $defs = Record<string, never>;
export interface operations {
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
}
