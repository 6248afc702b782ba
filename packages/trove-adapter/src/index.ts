/** "@breakwater/trove-adapter": Trove and Keystone as Effect services, and the plugins over them. Re-exports only. */
export * from "./Auth.ts"
export * from "./Connection.ts"
export * from "./Keystone.ts"
export * from "./Trove.ts"
export * from "./TroveError.ts"
export * from "./Troves.ts"
