// Generated from packages/trove-adapter/openapi/swift.yaml by scripts/generate.ts; run `pnpm generate` instead of editing.

export interface paths {
    readonly "/": {
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
    readonly "/{container}": {
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
    readonly "/{container}/{object}": {
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
        readonly Container: string;
    };
    requestBodies: never;
    headers: {
        /** @description Which request it was, in the logs of Swift. */
        readonly TransactionId: string;
        /** @description A whole number. */
        readonly Count: string;
    };
    pathItems: never;
}
export type ContainersAnswer = components['schemas']['ContainersAnswer'];
export type ObjectsAnswer = components['schemas']['ObjectsAnswer'];
export type ObjectRow = components['schemas']['ObjectRow'];
export type ResponseRefused = components['responses']['Refused'];
export type ParameterContainer = components['parameters']['Container'];
export type HeaderTransactionId = components['headers']['TransactionId'];
export type HeaderCount = components['headers']['Count'];
export type $defs = Record<string, never>;
export interface operations {
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
