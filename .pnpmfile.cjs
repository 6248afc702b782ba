// node-linux-* publish `os` and `cpu` as plain strings; pnpm records them in the lockfile only as arrays.
const list = (value) => (typeof value === "string" ? [value] : value)
module.exports = {
  hooks: {
    readPackage: (pkg) => Object.assign(pkg, pkg.os && { os: list(pkg.os) }, pkg.cpu && { cpu: list(pkg.cpu) }),
  },
}
