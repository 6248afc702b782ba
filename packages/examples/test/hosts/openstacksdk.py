"""Prints what openstacksdk makes of the files and variables it finds: as the table of the adapter's tests says it."""
import json
import sys
import warnings

warnings.simplefilter("ignore")

from openstack.config import OpenStackConfig  # noqa: E402

TYPES = {
    "password": "password",
    "v3password": "password",
    "token": "token",
    "v3token": "token",
    "v3applicationcredential": "applicationCredential",
}


def given(**values):
    return {key: value for key, value in values.items() if value not in (None, "", {})}


cloud, region = (json.loads(word) for word in sys.argv[1:3])
config = OpenStackConfig().get_one(cloud=cloud, **({} if region is None else {"region_name": region}))
auth = config.config["auth"]
kind = TYPES[config.config["auth_type"]]
verify, cert = config.get_requests_verify_args()
cert, key = cert if isinstance(cert, tuple) else (cert, None)
secured = verify is True and cert is None
tls = {} if secured else given(cacert=verify if isinstance(verify, str) else None, cert=cert, key=key)
timeout = config.config.get("api_timeout")

user = given(
    username=auth.get("username"),
    userId=auth.get("user_id"),
    userDomain=auth.get("user_domain_name"),
    userDomainId=auth.get("user_domain_id"),
)
secrets = {
    "password": lambda: given(password=auth.get("password"), **user),
    "token": lambda: given(token=auth.get("token")),
    "applicationCredential": lambda: given(
        id=auth.get("application_credential_id"),
        name=auth.get("application_credential_name"),
        secret=auth.get("application_credential_secret"),
        **user,
    ),
}
project = given(
    id=auth.get("project_id"),
    name=auth.get("project_name"),
    domain=auth.get("project_domain_name"),
    domainId=auth.get("project_domain_id"),
)


def where(service):
    return given(
        region=config.get_region_name(service),
        interface=config.get_interface(service).replace("URL", ""),
        endpointOverride=config.get_endpoint(service),
    )


database = where("database")
object_store = where("object-store")
scoped = "id" in project or "name" in project
print(
    json.dumps(
        given(
            authUrl=auth["auth_url"],
            auth={"type": kind, **secrets[kind]()},
            project=project if scoped else None,
            **database,
            objectStore={
                key: value
                for key, value in object_store.items()
                if key == "endpointOverride" or database.get(key) != value
            },
            seconds=None if timeout is None else float(timeout),
            tls=None if secured else {"verify": verify is not False, **tls},
        )
    )
)
