# How the services of the cloud are started, inside its Debian. Sourced, never run.
. /lab/etc/processes.sh
export LC_ALL=C.UTF-8 HOME=/root OS_CLIENT_CONFIG_FILE=/lab/etc/clouds-admin.yaml PYTHONPATH=/lab/etc/python PYTHONDONTWRITEBYTECODE=1

listens() { python3 -S -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2)' "$1"; }

# answers URL: whether a service answers there, were it only to ask for a password.
answers() {
  python3 - "$1" <<'END'
import sys
import urllib.error
import urllib.request

try:
    urllib.request.urlopen(sys.argv[1], timeout=5)
except urllib.error.HTTPError as error:
    sys.exit(error.code >= 500)
END
}

# The data is thrown away at the end: nothing is written through to the disk.
start_database() {
  install -d -o mysql /run/mysqld
  service database mariadbd --user=mysql --bind-address=127.0.0.1 --skip-log-bin --innodb-flush-log-at-trx-commit=0 \
    --innodb-doublewrite=0 --innodb-buffer-pool-size=128M --max-connections=400
  await database mariadb-admin ping
}

start_messages() {
  service messages env RABBITMQ_NODENAME=rabbit@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 ERL_EPMD_ADDRESS=127.0.0.1 \
    RABBITMQ_SERVER_START_ARGS="-kernel inet_dist_use_interface {127,0,0,1}" rabbitmq-server
}

wsgi() {
  local name=$1 port=$2 file=$3; shift 3
  service "$name" env "$@" uwsgi --plugin python3 --lazy-apps --buffer-size 65535 --rem-header Content-Length --master --processes 1 --threads 2 \
    --enable-threads --die-on-term --need-app --http-socket "127.0.0.1:$port" --wsgi-file "$file"
}

start_keystone() {
  wsgi keystone 5000 /usr/bin/keystone-wsgi-public OS_KEYSTONE_CONFIG_DIR=/lab/etc OS_KEYSTONE_CONFIG_FILES=keystone.conf
  await keystone answers http://127.0.0.1:5000/v3
}

# openstack_service NAME MODULE CONFIG…: one of the services that are plain programs.
openstack_service() {
  local name=$1 module=$2 config arguments=(--config-file /lab/config/common.conf); shift 2
  for config in "$@"; do arguments+=(--config-file "/lab/etc/$config.conf"); done
  service "$name" python3 /lab/etc/run.py "$module" "${arguments[@]}"
}

# The settings that all services share, with the account in every section that they look for it in.
common_settings() {
  local section
  cat /lab/etc/common.conf
  for section in keystone_authtoken service_user placement neutron nova; do
    echo "[$section]"
    cat /lab/etc/account.conf
  done
}
