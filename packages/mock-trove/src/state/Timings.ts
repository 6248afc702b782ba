/** How long each thing takes in this cloud, in milliseconds of the mock's clock. */
export interface Timings {
  readonly backup: number
}

export const defaultTimings: Timings = { backup: 60_000 }
