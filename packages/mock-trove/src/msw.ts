/** The mock as handlers for Mock Service Worker 3, in Node and in browsers. The only file that imports `msw`. */
import { HttpResponse, http, type RequestHandler } from "msw"
import { defaultEndpoints } from "./endpoints.ts"
import type { MockTrove } from "./MockTrove.ts"

/**
 * Handlers for every address of the cloud, for `setupServer(...handlers(mock))` and `setupWorker(...handlers(mock))`.
 *
 * A connection that a fault lets die is a network error to the page; its cause does not cross the worker.
 */
export const handlers = (mock: MockTrove): RequestHandler[] => {
  const bases = new Set([...Object.values(mock.engine.endpoints), ...Object.values(defaultEndpoints)])
  return [...bases].flatMap((base) =>
    [base, `${base}/*`].map((path) => http.all(path, ({ request }) => answer(mock, request))),
  )
}

const answer = async (mock: MockTrove, request: Request): Promise<Response> => {
  try {
    return await mock.fetch(request)
  } catch (error) {
    if (error instanceof TypeError && error.message === "fetch failed") return HttpResponse.error()
    throw error
  }
}
