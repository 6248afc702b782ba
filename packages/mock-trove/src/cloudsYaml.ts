/** The users of a mock as `clouds.yaml`, which every OpenStack client reads: `mock` is the default one. */
import type { MockTrove } from "./MockTrove.ts"

/** `mock` is the default user, `mock-NAME` each of the others, in the first project they have a role in. */
export const cloudsYaml = ({ env, users }: Pick<MockTrove, "env" | "users">): string => {
  const isDefault = ({ name }: { readonly name: string }): boolean => name === env["OS_USERNAME"]
  const clouds = [...users.filter(isDefault), ...users.filter((user) => !isDefault(user))].map(
    ({ name, password, project }) =>
      cloud(name === env["OS_USERNAME"] ? "mock" : `mock-${name}`, env, {
        auth_url: env["OS_AUTH_URL"] ?? "",
        username: name,
        password,
        project_name: name === env["OS_USERNAME"] ? (env["OS_PROJECT_NAME"] ?? project) : project,
        user_domain_name: "Default",
        project_domain_name: "Default",
      }),
  )
  return `clouds:\n${clouds.join("")}`
}

/** A text in quotes as JSON has them is one in YAML too. */
const cloud = (name: string, env: MockTrove["env"], auth: Readonly<Record<string, string>>): string =>
  [
    `  ${JSON.stringify(name)}:`,
    "    auth:",
    ...Object.entries(auth).map(([key, value]) => `      ${key}: ${JSON.stringify(value)}`),
    `    region_name: ${JSON.stringify(env["OS_REGION_NAME"])}`,
    `    identity_api_version: "3"`,
    "    interface: public\n",
  ].join("\n")
