// Generated from packages/trove-adapter/openapi/keystone.yaml by scripts/generate.ts; run `pnpm generate` instead of editing.

export interface paths {
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
export type ResponseToken = components['responses']['Token'];
export type ResponseIdentityError = components['responses']['IdentityError'];
export type ParameterSubjectToken = components['parameters']['SubjectToken'];
export type HeaderIdentityRequestId = components['headers']['IdentityRequestId'];
export type $defs = Record<string, never>;
export interface operations {
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
}
