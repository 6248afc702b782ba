/** Who asks: what the rules know of a token. */

export interface Caller {
  readonly project: string
  readonly user: string
  readonly admin: boolean
}
