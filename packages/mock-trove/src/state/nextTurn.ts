/** Ends in the next turn of the event loop: after promises, and after what input and output is ready. */

const channelTurn = (run: () => void): void => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    run()
  }
  port2.postMessage(null)
}

// Taken once, so that a test's fake timers do not stop it. Browsers have no setImmediate.
const schedule: (run: () => void) => unknown = typeof setImmediate === "function" ? setImmediate : channelTurn

export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    schedule(resolve)
  })
