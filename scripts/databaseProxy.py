"""What openstacksdk's database proxy says of a cloud: `pnpm test:clients` runs it unmodified against a real Trove and the mock.

Reads OS_*; prints a line for each call, with its result or its error.
"""
import json
import time

import openstack

connection = openstack.connect()
database = connection.database


def shown(result):
    if hasattr(result, 'to_dict'):
        fields = result.to_dict(computed=False)
        return {name: shown(value) for name, value in sorted(fields.items()) if value is not None}
    if isinstance(result, (list, tuple)):
        return [shown(one) for one in result]
    return result


def call(name, ask):
    try:
        result = ask()
    except Exception as error:  # every refusal is part of what is compared
        print('%s: %s %s %s' % (name, type(error).__name__, getattr(error, 'status_code', ''), error))
        return None
    print('%s: %s' % (name, json.dumps(shown(result), sort_keys=True, default=str)))
    return result


def settled(instance, wanted='ACTIVE'):
    for _ in range(120):
        if database.get_instance(instance).status == wanted:
            return
        time.sleep(0.5)
    print('%s never became %s' % (instance.name, wanted))


def by_name(rows):
    return sorted(rows, key=lambda row: row.name)


call('endpoint', lambda: bool(database.get_endpoint()))
call('flavors', lambda: by_name(database.flavors()))
call('get_flavor', lambda: database.get_flavor('1'))
call('get_flavor missing', lambda: database.get_flavor('nope'))
call('find_flavor', lambda: database.find_flavor('m1.small'))
call('find_flavor missing', lambda: database.find_flavor('nope'))
call('instances none', lambda: list(database.instances()))
# The proxy knows no flavorRef, and says so by the server's refusal.
call('create_instance', lambda: database.create_instance(name='refused', flavor={'id': '1'}, volume={'size': 1}))
call('create_instance nameless', lambda: database.create_instance(volume={'size': 1}))
body = {'instance': {'name': 'orders', 'flavorRef': '1', 'volume': {'size': 1}}}
call('post instances', lambda: sorted(database.post('/instances', json=body).json()['instance']))
instance = call('find_instance', lambda: database.find_instance('orders'))
settled(instance)
call('get_instance', lambda: database.get_instance(instance.id))
call('get_instance missing', lambda: database.get_instance('00000000-0000-0000-0000-000000000000'))
call('find_instance missing', lambda: database.find_instance('nope'))
call('instances', lambda: list(database.instances()))
call('instances limit', lambda: list(database.instances(limit=1)))
call('update_instance', lambda: database.update_instance(instance.id, name='customers').name)
call('is_root_enabled', lambda: instance.is_root_enabled(database))
call('enable_root_user', lambda: sorted(instance.enable_root_user(database)))
call('is_root_enabled then', lambda: instance.is_root_enabled(database))
call('databases none', lambda: list(database.databases(instance)))
call('create_database', lambda: database.create_database(instance, name='one'))
call('post databases', lambda: database.post(
    '/instances/%s/databases' % instance.id, json={'databases': [{'name': 'one'}, {'name': 'two'}]}).status_code)
call('databases', lambda: list(database.databases(instance)))
call('find_database', lambda: database.find_database('one', instance))
call('get_database', lambda: database.get_database('one', instance))
call('delete_database', lambda: database.delete_database('two', instance))
call('delete_database missing', lambda: database.delete_database('two', instance, ignore_missing=False))
call('create_user', lambda: database.create_user(instance, name='joe', password='secret'))
call('post users', lambda: database.post(
    '/instances/%s/users' % instance.id,
    json={'users': [{'name': 'joe', 'password': 'secret', 'databases': [{'name': 'one'}]}]}).status_code)
call('users', lambda: list(database.users(instance)))
call('get_user', lambda: database.get_user('joe', instance))
call('find_user', lambda: database.find_user('joe', instance))
call('delete_user', lambda: database.delete_user('joe', instance))
call('users then', lambda: list(database.users(instance)))
call('restart', lambda: instance.restart(database))
settled(instance)
call('resize', lambda: instance.resize(database, '2'))
settled(instance)
call('resize_volume', lambda: instance.resize_volume(database, {'size': 2}))
settled(instance)
call('get_instance then', lambda: database.get_instance(instance.id))
call('delete_instance', lambda: database.delete_instance(instance))
call('delete_instance missing', lambda: database.delete_instance('nope', ignore_missing=False))
