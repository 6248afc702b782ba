/** Anything that can stand in a JSON body. The state, the events and the journal hold nothing else, so that they can be copied. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export type JsonObject = { readonly [key: string]: Json }
