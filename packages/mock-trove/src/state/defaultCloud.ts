/** The cloud you get when you bring none: four projects, five people, three datastores, seven flavors, one private network. */
import type { CloudSeed, SeedDatastoreVersion } from "./CloudSeed.ts"

const image = "11111111-1111-4111-8111-111111111111"
const version = (manager: string, name: string): SeedDatastoreVersion => ({ name, manager, image })

export const defaultCloud: CloudSeed = {
  region: "RegionOne",
  roles: ["admin", "member", "reader", "manager", "service"],
  projects: [{ name: "admin" }, { name: "service" }, { name: "demo" }, { name: "alt" }],
  users: [
    {
      name: "admin",
      password: "adminpw",
      roles: { admin: ["admin", "member", "reader"] },
      systemRoles: ["admin", "member", "reader"],
    },
    { name: "trove", password: "trovepw", roles: { service: ["admin", "member", "reader"] } },
    { name: "demo", password: "demopw", roles: { demo: ["member", "reader"] } },
    { name: "alt", password: "altpw", roles: { alt: ["member", "reader"] } },
    { name: "reader", password: "readerpw", roles: { demo: ["reader"] } },
  ],
  connection: { user: "demo", project: "demo" },
  flavors: [
    { id: "1", name: "m1.tiny", ram: 512, disk: 1, vcpus: 1 },
    { id: "2", name: "m1.small", ram: 2048, disk: 20, vcpus: 1 },
    { id: "3", name: "m1.medium", ram: 4096, disk: 40, vcpus: 2 },
    { id: "4", name: "m1.large", ram: 8192, disk: 80, vcpus: 4 },
    { id: "d2", name: "ds1G", ram: 1024, disk: 10, vcpus: 1 },
    { id: "eph1", name: "eph.small", ram: 1024, disk: 10, vcpus: 1, ephemeral: 5 },
    { id: "6a1bd5ac-4a9b-4d1c-9f2e-5f3a3f0b1c01", name: "uuid.small", ram: 1024, disk: 10, vcpus: 1 },
  ],
  datastores: [
    {
      name: "mysql",
      defaultVersion: "5.7.29",
      versions: [
        version("mysql", "5.7.29"),
        version("mysql", "8.0"),
        { ...version("mysql", "5.6-inactive"), version: "5.6", active: false },
      ],
    },
    { name: "mariadb", defaultVersion: "10.4", versions: [version("mariadb", "10.4")] },
    { name: "postgresql", defaultVersion: "12", versions: [version("postgresql", "12")] },
  ],
  defaultDatastore: "mysql",
  networks: [
    {
      id: "22222222-2222-4222-8222-222222222222",
      name: "private",
      subnets: [{ id: "33333333-3333-4333-8333-333333333333", name: "private-subnet", cidr: "10.0.0.0/24" }],
    },
    { id: "44444444-4444-4444-8444-444444444444", name: "public", external: true, subnets: [] },
  ],
  volumeTypes: [
    { id: "55555555-5555-4555-8555-555555555555", name: "lvmdriver-1" },
    { id: "66666666-6666-4666-8666-666666666666", name: "ceph" },
  ],
}
