/** Keystone's tables as plain data. Every domain is `default`. */

export interface Role {
  readonly id: string
  readonly name: string
}

export interface Project {
  readonly id: string
  readonly name: string
}

export interface User {
  readonly id: string
  readonly name: string
  readonly password: string
  /** Role ids by project id. */
  readonly roles: Readonly<Record<string, readonly string[]>>
  readonly systemRoles: readonly string[]
}

export interface AccessRule {
  readonly id: string
  readonly service: string
  readonly path: string
  readonly method: string
}

export interface ApplicationCredential {
  readonly id: string
  readonly name: string
  readonly secret: string
  readonly description: string | null
  readonly userId: string
  readonly projectId: string
  readonly roles: readonly string[]
  /** Milliseconds since epoch. */
  readonly expiresAt: number | null
  readonly unrestricted: boolean | null
  readonly accessRules?: readonly AccessRule[]
}

/** What a token says, kept under its text. */
export interface Token {
  readonly user: { readonly id: string; readonly name: string }
  /** Absent on unscoped and system tokens. */
  readonly project?: Project
  readonly system?: boolean
  readonly roles: readonly Role[]
  readonly methods: readonly string[]
  readonly auditIds: readonly string[]
  /** Milliseconds since epoch, as are the next two. */
  readonly issuedAt: number
  readonly expiresAt: number
  readonly revokedAt?: number
  readonly applicationCredential?: {
    readonly id: string
    readonly name: string
    readonly restricted: boolean
    readonly accessRules?: readonly AccessRule[]
  }
}

export interface CatalogService {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly endpointIds: Readonly<Record<"public" | "internal" | "admin", string>>
}

export interface IdentityState {
  roles: Role[]
  projects: Project[]
  users: User[]
  services: CatalogService[]
  applicationCredentials: ApplicationCredential[]
  tokens: Record<string, Token>
  /** When Trove last asked Keystone about a token: it believes the answer for 300 s. */
  validatedByTrove: Record<string, number>
}
