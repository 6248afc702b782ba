/** The protection plugin of a provider that serves a type, if any: the first one counts. */
import type { ProtectionPlugin } from "../ProtectionPlugin.ts"
import type { Provider } from "../Provider.ts"

export const pluginFor = ({ plugins }: Pick<Provider, "plugins">, type: string): ProtectionPlugin | undefined =>
  plugins.find(({ types }) => types.includes(type))
