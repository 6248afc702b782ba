/** What a request asks for, whenever and from whatever span, and whatever the resources are called by then. */
import type { RequestInput } from "../OperationRecord.ts"
import { resourceKey } from "../Resource.ts"
import { canonicalJson } from "./canonicalJson.ts"

/** Two requests with the same wish are the same operation under one id. */
export const wishOf = ({ deadline: _, traceparent: __, resources, ...rest }: RequestInput): string =>
  canonicalJson(resources === undefined ? rest : { ...rest, resources: resources.map(resourceKey) })
