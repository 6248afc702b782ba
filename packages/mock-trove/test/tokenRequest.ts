const askToken = (user = "demo", password = `${user}pw`): string =>
  JSON.stringify({
    auth: {
      identity: { methods: ["password"], password: { user: { name: user, domain: { id: "default" }, password } } },
      scope: { project: { name: user, domain: { id: "default" } } },
    },
  })

/** The simplest request for a token, as the default user or another of the default cloud. */
export const tokenRequest = (user?: string, password?: string): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: askToken(user, password),
})
