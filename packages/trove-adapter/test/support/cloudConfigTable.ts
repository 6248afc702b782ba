/**
 * Files and variables, and the connection they mean: what `readCloudConfig` is tested with, and what openstacksdk is asked
 * about where it is installed, so that both say the same.
 */

export interface CloudConfigCase {
  readonly name: string
  /** By path below a folder that has the working folder `work` and the home folder `home`. */
  readonly files?: { readonly [path: string]: string }
  /** `$ROOT` is that folder. */
  readonly environment?: { readonly [name: string]: string }
  readonly cloud?: string
  readonly region?: string
  /** Nothing where it is refused. */
  readonly means?: Meaning
}

/** A connection with its TLS settings, without what is not given. */
export interface Meaning {
  readonly authUrl: string
  readonly auth: { readonly [name: string]: string }
  readonly project?: { readonly [name: string]: string }
  readonly region?: string
  readonly interface: string
  readonly endpointOverride?: string
  /** What of the object store is not as it is of Trove. */
  readonly objectStore?: { readonly [name: string]: string }
  readonly seconds?: number
  readonly tls?: { readonly [name: string]: string | boolean }
}

const authUrl = "https://keystone.example/v3"
const demo = { type: "password", username: "demo", userDomain: "Default", password: "swordfish" }
const project = { name: "shop", domain: "Default" }
const usual: Meaning = { authUrl, auth: demo, project, interface: "public" }

const auth = `auth_url: ${authUrl}, username: demo, password: swordfish, user_domain_name: Default, project_name: shop, project_domain_name: Default`
const byName = `{ auth: { ${auth} } }`
const openrc = {
  OS_AUTH_URL: authUrl,
  OS_USERNAME: "demo",
  OS_PASSWORD: "swordfish",
  OS_USER_DOMAIN_NAME: "Default",
  OS_PROJECT_NAME: "shop",
  OS_PROJECT_DOMAIN_NAME: "Default",
}
const only = (settings: string): { readonly files: { readonly [path: string]: string } } => ({
  files: { "work/clouds.yaml": `clouds: { prod: ${settings} }` },
})

export const cloudConfigTable: readonly CloudConfigCase[] = [
  { name: "a password by names, the only cloud there is", ...only(byName), means: usual },
  {
    name: "v3password by ids, an id of digits among them",
    ...only(
      `{ auth_type: v3password, auth: { auth_url: "${authUrl}", user_id: u1, password: swordfish, project_id: 12345678901234567890123456789012 } }`,
    ),
    means: {
      authUrl,
      auth: { type: "password", userId: "u1", password: "swordfish" },
      project: { id: "12345678901234567890123456789012" },
      interface: "public",
    },
  },
  {
    name: "a token",
    ...only(`{ auth_type: v3token, auth: { auth_url: "${authUrl}", token: t0ken, project_id: p1 } }`),
    means: { authUrl, auth: { type: "token", token: "t0ken" }, project: { id: "p1" }, interface: "public" },
  },
  {
    name: "an application credential whose secret is in secure.yaml",
    files: {
      "work/clouds.yaml": `clouds: { prod: { auth_type: v3applicationcredential, auth: { auth_url: "${authUrl}", application_credential_id: c1 } } }`,
      "work/secure.yaml": "clouds: { prod: { auth: { application_credential_secret: swordfish } } }",
    },
    means: { authUrl, auth: { type: "applicationCredential", id: "c1", secret: "swordfish" }, interface: "public" },
  },
  {
    name: "an application credential by name, with its user",
    ...only(
      `{ auth_type: v3applicationcredential, auth: { auth_url: "${authUrl}", application_credential_name: backups, application_credential_secret: s, username: demo, user_domain_id: default } }`,
    ),
    means: {
      authUrl,
      auth: { type: "applicationCredential", name: "backups", username: "demo", userDomainId: "default", secret: "s" },
      interface: "public",
    },
  },
  {
    name: "secure.yaml over clouds.yaml, from different folders",
    files: {
      "work/clouds.yaml": `clouds: { prod: { auth: { ${auth.replace("swordfish", "old")} } } }`,
      "home/.config/openstack/secure.yaml": "clouds: { prod: { auth: { password: swordfish }, region_name: north } }",
    },
    means: { ...usual, region: "north" },
  },
  {
    name: "OS_CLOUD chooses, and no other variable counts beside it",
    files: { "work/clouds.yaml": `clouds: { prod: ${byName}, test: ${byName.replace("shop", "lab")} }` },
    environment: { OS_CLOUD: "test", OS_PROJECT_NAME: "other", OS_PASSWORD: "other", OS_REGION_NAME: "south" },
    means: { ...usual, project: { name: "lab", domain: "Default" } },
  },
  {
    name: "a cloud that is asked for wins over OS_CLOUD",
    files: { "work/clouds.yaml": `clouds: { prod: ${byName}, test: ${byName.replace("shop", "lab")} }` },
    environment: { OS_CLOUD: "test" },
    cloud: "prod",
    means: usual,
  },
  {
    name: "variables alone",
    environment: { ...openrc, OS_REGION_NAME: "north" },
    means: { ...usual, region: "north" },
  },
  {
    name: "variables win over a file where no cloud is chosen",
    ...only(byName.replace("shop", "lab")),
    environment: openrc,
    means: usual,
  },
  {
    name: "variables of the old kind, and empty ones",
    environment: {
      ...openrc,
      OS_PROJECT_NAME: "",
      OS_TENANT_NAME: "shop",
      OS_PROJECT_ID: "p1",
      OS_USER_ID: "",
      OS_ENDPOINT_TYPE: "internalURL",
      OS_IDENTITY_API_VERSION: "3",
    },
    means: { ...usual, project: { id: "p1", domain: "Default" }, interface: "internal" },
  },
  {
    name: "variables for an application credential",
    environment: {
      OS_AUTH_TYPE: "v3applicationcredential",
      OS_AUTH_URL: authUrl,
      OS_APPLICATION_CREDENTIAL_ID: "c1",
      OS_APPLICATION_CREDENTIAL_SECRET: "swordfish",
      OS_INTERFACE: "internal",
    },
    means: { authUrl, auth: { type: "applicationCredential", id: "c1", secret: "swordfish" }, interface: "internal" },
  },
  {
    name: "OS_CLIENT_CONFIG_FILE and OS_CLIENT_SECURE_FILE before any folder",
    files: {
      "work/clouds.yaml": `clouds: { prod: ${byName.replace("shop", "lab")} }`,
      "mine.yaml": `clouds: { prod: ${byName.replace("swordfish", "old")} }`,
      "secret.yaml": "clouds: { prod: { auth: { password: swordfish } } }",
    },
    environment: { OS_CLIENT_CONFIG_FILE: "$ROOT/mine.yaml", OS_CLIENT_SECURE_FILE: "$ROOT/secret.yaml" },
    means: usual,
  },
  {
    name: "the working folder before the home folder",
    files: {
      "work/clouds.yml": `clouds: { prod: ${byName} }`,
      "home/.config/openstack/clouds.yaml": `clouds: { prod: ${byName.replace("shop", "lab")} }`,
    },
    means: usual,
  },
  {
    name: "XDG_CONFIG_HOME before the home folder, as JSON",
    files: {
      "xdg/openstack/clouds.json": `{"clouds": {"prod": {"auth": {"auth_url": "${authUrl}", "username": "demo", "password": "swordfish", "domain_name": "Default", "project_name": "shop"}}}}`,
      "home/.config/openstack/clouds.yaml": `clouds: { prod: ${byName.replace("shop", "lab")} }`,
    },
    environment: { XDG_CONFIG_HOME: "$ROOT/xdg" },
    means: usual,
  },
  {
    name: "a domain that is said once",
    ...only(
      `{ domain_id: default, auth: { auth_url: "${authUrl}", username: demo, password: swordfish, project_name: shop } }`,
    ),
    means: {
      authUrl,
      auth: { type: "password", username: "demo", userDomainId: "default", password: "swordfish" },
      project: { name: "shop", domainId: "default" },
      interface: "public",
    },
  },
  {
    name: "the first region, with its own values",
    ...only(
      `{ auth: { ${auth} }, regions: [{ name: north, values: { interface: internal, auth: { project_name: lab } } }, south] }`,
    ),
    means: { ...usual, project: { name: "lab", domain: "Default" }, interface: "internal", region: "north" },
  },
  {
    name: "a region that is asked for",
    ...only(`{ auth: { ${auth} }, regions: [{ name: north, values: { interface: internal } }, south] }`),
    region: "south",
    means: { ...usual, region: "south" },
  },
  {
    name: "regions in one line",
    ...only(`{ auth: { ${auth} }, region_name: "north,south" }`),
    means: { ...usual, region: "north" },
  },
  {
    name: "a region of its own for databases, and an endpoint with the region's name in it",
    ...only(
      `{ auth: { ${auth} }, region_name: north, database_region_name: south, database_endpoint_override: "https://{region_name}.example/v1.0/p1" }`,
    ),
    means: {
      ...usual,
      region: "south",
      endpointOverride: "https://north.example/v1.0/p1",
      objectStore: { region: "north" },
    },
  },
  {
    name: "an endpoint of its own for the object store, with the token's project in it",
    ...only(
      `{ auth: { ${auth} }, region_name: north, object_store_endpoint_override: "https://{region_name}.swift.example/v1/AUTH_%(project_id)s" }`,
    ),
    means: {
      ...usual,
      region: "north",
      objectStore: { endpointOverride: "https://north.swift.example/v1/AUTH_%(project_id)s" },
    },
  },
  {
    name: "an endpoint of the old name where the other is empty, by variables",
    environment: {
      ...openrc,
      OS_OBJECT_STORE_ENDPOINT_OVERRIDE: "",
      OS_OBJECT_STORE_ENDPOINT: "https://swift.example/v1/AUTH_p1",
      OS_DATABASE_ENDPOINT_OVERRIDE: "",
      OS_DATABASE_ENDPOINT: "https://trove.example/v1.0/p1",
    },
    means: {
      ...usual,
      endpointOverride: "https://trove.example/v1.0/p1",
      objectStore: { endpointOverride: "https://swift.example/v1/AUTH_p1" },
    },
  },
  {
    name: "a region and an interface of its own for the object store",
    ...only(
      `{ auth: { ${auth} }, region_name: north, object-store-region-name: south, object_store_interface: internal, interface: admin }`,
    ),
    means: {
      ...usual,
      region: "north",
      interface: "admin",
      objectStore: { region: "south", interface: "internal" },
    },
  },
  {
    name: "an interface of its own for databases, and a time limit",
    ...only(`{ auth: { ${auth} }, interface: admin, database_interface: internal, api_timeout: 45 }`),
    means: { ...usual, interface: "internal", seconds: 45, objectStore: { interface: "admin" } },
  },
  {
    name: "a profile out of clouds-public.yaml, with the region in its address",
    files: {
      "work/clouds-public.yaml": `public-clouds: { acme: { auth: { auth_url: "https://{region_name}.acme.example/v3", user_domain_name: Acme }, region_name: east } }`,
      "home/.config/openstack/clouds.yaml": `clouds: { prod: { profile: acme, auth: { username: demo, password: swordfish, user_domain_name: Default, project_name: shop, project_domain_name: Default } } }`,
    },
    means: { ...usual, authUrl: "https://east.acme.example/v3", region: "east" },
  },
  {
    name: "names with hyphens",
    ...only(
      `{ auth-type: v3password, auth: { auth_url: "${authUrl}", username: demo, password: swordfish, user-domain-name: Default, project-name: shop, project-domain-name: Default }, region-name: north }`,
    ),
    means: { ...usual, region: "north" },
  },
  {
    name: "settings beside auth instead of in it, an old name of the user among them",
    ...only(
      `{ user_name: demo, password: swordfish, auth_url: "${authUrl}", user_domain_name: Default, tenant_name: shop, project_domain_name: Default }`,
    ),
    means: usual,
  },
  {
    name: "anchors, merge keys and the words of YAML 1.1",
    files: {
      "work/clouds.yaml": `
base: &base
  auth: &auth { ${auth} }
  verify: no
clouds:
  prod:
    <<: *base
    auth: { <<: *auth, project_name: lab }
`,
    },
    means: { ...usual, project: { name: "lab", domain: "Default" }, tls: { verify: false } },
  },
  {
    name: "a certificate authority, a certificate and its key",
    ...only(`{ auth: { ${auth} }, cacert: ~/ca.pem, cert: /etc/client.pem, key: /etc/client.key }`),
    means: {
      ...usual,
      tls: { verify: true, cacert: "$ROOT/home/ca.pem", cert: "/etc/client.pem", key: "/etc/client.key" },
    },
  },
  {
    name: "insecure wins over a certificate authority",
    environment: { ...openrc, OS_INSECURE: "true", OS_CACERT: "/etc/ca.pem" },
    means: { ...usual, tls: { verify: false } },
  },
  { name: "no cloud at all" },
  { name: "a cloud that is not there", ...only(byName), cloud: "test" },
  { name: "a region that is not there", ...only(`{ auth: { ${auth} }, regions: [north] }`), region: "south" },
  { name: "two clouds, and none chosen", files: { "work/clouds.yaml": `clouds: { a: ${byName}, b: ${byName} }` } },
  {
    name: "a cloud of the files with the name of that of the variables",
    files: { "work/clouds.yaml": `clouds: { envvars: ${byName} }` },
  },
  {
    name: "a user without a domain",
    ...only(`{ auth_type: v3password, auth: { auth_url: "${authUrl}", username: demo, password: swordfish } }`),
  },
  { name: "an auth type that nobody knows", ...only(`{ auth_type: v3passwort, auth: { ${auth} } }`) },
  { name: "a file that is no YAML", files: { "work/clouds.yaml": "clouds: { prod: [swordfish" } },
]
