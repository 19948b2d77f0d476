/**
 * The servers of the stack: each from a folder of its own, for nobody but this machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { mustRun } from '../../tools/lib/process.mjs';
import { definePart } from './parts.mjs';

/** @typedef {import('./parts.mjs').Part} Part */
/** @typedef {import('./packages.mjs').Programs} Programs */

/** As root, servers want to be told that it is meant. */
const isRoot = process.getuid?.() === 0;

/** PHP of a site that is in use: compiled once, quiet towards visitors, loud in its log. */
const PHP_SETTINGS = {
	'opcache.enable': '1',
	'opcache.file_update_protection': '0',
	display_errors: '0',
	log_errors: '1',
};

/**
 * Whether somebody answers on a socket or a port of this machine.
 *
 * @param {string | number} address Path of the socket, or the port.
 * @return {Promise<boolean>} True if so.
 */
function answers( address ) {
	return new Promise( ( resolve ) => {
		const socket =
			typeof address === 'number'
				? connect( address, '127.0.0.1' )
				: connect( address );
		socket.once( 'error', () => resolve( false ) );
		socket.once( 'connect', () => {
			socket.destroy();
			resolve( true );
		} );
	} );
}

/**
 * Makes a folder for a server.
 *
 * @param {string} folder Where.
 * @param {string} name   Its name.
 * @return {string} The new folder.
 */
function ownFolder( folder, name ) {
	const own = join( folder, name );
	mkdirSync( own, { recursive: true } );
	return own;
}

/**
 * Makes the database, with an empty database `wordpress` that its user `wordpress` may use.
 *
 * @param {Programs} programs The programs.
 * @param {string}   folder   The stack's folder.
 * @param {string}   socket   Path of the socket to listen on.
 * @param {string}   password The user's password.
 * @return {Promise<Part>} MariaDB, not started.
 */
export async function database( programs, folder, socket, password ) {
	const own = ownFolder( folder, 'database' );
	const data = join( own, 'data' );
	const asRoot = isRoot ? [ '--user=root' ] : [];
	await mustRun( programs.installDb, [
		'--no-defaults',
		...asRoot,
		`--datadir=${ data }`,
		'--auth-root-authentication-method=normal',
		'--skip-test-db',
		'--skip-name-resolve',
	] );
	// Runs at every start.
	const init = join( own, 'init.sql' );
	writeFileSync(
		init,
		[
			'CREATE DATABASE IF NOT EXISTS wordpress;',
			`CREATE USER IF NOT EXISTS wordpress@localhost IDENTIFIED BY '${ password }';`,
			'GRANT ALL ON wordpress.* TO wordpress@localhost;',
			'',
		].join( '\n' )
	);
	return definePart( {
		name: 'MariaDB',
		command: programs.mariadbd,
		args: [
			'--no-defaults',
			...asRoot,
			`--datadir=${ data }`,
			`--socket=${ socket }`,
			`--pid-file=${ join( own, 'pid' ) }`,
			`--init-file=${ init }`,
			`--tmpdir=${ own }`,
			'--skip-networking',
			'--skip-log-bin',
			'--innodb-flush-log-at-trx-commit=0',
			'--innodb-buffer-pool-size=64M',
		],
		log: join( own, 'log' ),
		isReady: () => answers( socket ),
	} );
}

/**
 * Makes the object cache's server, which forgets everything when it ends.
 *
 * @param {Programs} programs The programs.
 * @param {string}   folder   The stack's folder.
 * @param {string}   socket   Path of the socket to listen on.
 * @return {Part} Redis, not started.
 */
export function redis( programs, folder, socket ) {
	const own = ownFolder( folder, 'redis' );
	return definePart( {
		name: 'Redis',
		command: programs.redis,
		args: [
			...[
				'--port',
				'0',
				'--unixsocket',
				socket,
				'--unixsocketperm',
				'700',
			],
			...[ '--dir', own, '--save', '', '--appendonly', 'no' ],
		],
		log: join( own, 'log' ),
		isReady: () => answers( socket ),
	} );
}

/**
 * Makes one of the site's nodes.
 *
 * @param {Programs} programs The programs.
 * @param {string}   folder   The stack's folder.
 * @param {string}   socket   Path of the socket to listen on.
 * @param {string}   name     The node's name.
 * @return {Part} PHP-FPM, not started.
 */
export function phpNode( programs, folder, socket, name ) {
	const own = ownFolder( folder, `node-${ name }` );
	const config = join( own, 'php-fpm.conf' );
	const errors = join( own, 'errors.log' );
	writeFileSync(
		config,
		[
			'[global]',
			'daemonize = no',
			`error_log = ${ join( own, 'fpm.log' ) }`,
			'[site]',
			...( isRoot ? [ 'user = root', 'group = root' ] : [] ),
			`listen = ${ socket }`,
			'listen.mode = 0600',
			'pm = static',
			'pm.max_children = 4',
			'clear_env = yes',
			'catch_workers_output = yes',
			...Object.entries( PHP_SETTINGS ).map(
				( [ key, value ] ) => `php_admin_value[${ key }] = ${ value }`
			),
			`php_admin_value[error_log] = ${ errors }`,
			'',
		].join( '\n' )
	);
	return definePart( {
		name: `PHP-FPM ${ name }`,
		command: programs.phpFpm,
		args: [
			'--nodaemonize',
			...( isRoot ? [ '--allow-to-run-as-root' ] : [] ),
			'--fpm-config',
			config,
		],
		log: join( own, 'log' ),
		isReady: () => answers( socket ),
	} );
}

/**
 * Makes the web server: both nodes in turn, and before them a cache that keeps every page for everyone, whatever its
 * headers say. A request may name its node in `X-To-Node`; answers tell theirs in `X-Node`, and how the cache took
 * part in `X-Cache`.
 *
 * @param {Programs}               programs The programs.
 * @param {string}                 folder   The stack's folder.
 * @param {string}                 site     WordPress's folder.
 * @param {number}                 port     The port to listen on.
 * @param {Record<string, string>} nodes    The nodes' sockets by their names.
 * @return {Part} nginx, not started.
 */
export function webServer( programs, folder, site, port, nodes ) {
	const own = ownFolder( folder, 'nginx' );
	const config = join( own, 'nginx.conf' );
	writeFileSync( config, nginxConfig( own, site, port, nodes ) );
	return definePart( {
		name: 'nginx',
		command: programs.nginx,
		args: [ '-e', join( own, 'start.log' ), '-p', own, '-c', config ],
		log: join( own, 'log' ),
		isReady: () => answers( port ),
	} );
}

/**
 * Writes nginx's configuration.
 *
 * @param {string}                 own   nginx's folder.
 * @param {string}                 site  WordPress's folder.
 * @param {number}                 port  The port to listen on.
 * @param {Record<string, string>} nodes The nodes' sockets by their names.
 * @return {string} The configuration.
 */
function nginxConfig( own, site, port, nodes ) {
	const names = Object.keys( nodes );
	const servers = ( /** @type {string[]} */ some ) =>
		some
			.map( ( name ) => `server "unix:${ nodes[ name ] }" max_fails=0;` )
			.join( ' ' );
	return `
${ isRoot ? `user ${ userInfo().username };` : '' }
daemon off;
# One process, so that the turns of the nodes can be told.
worker_processes 1;
pid "${ own }/pid";
events { worker_connections 256; }
http {
	access_log off;
	error_log "${ own }/error.log" warn;
	client_body_temp_path "${ own }/body";
	proxy_temp_path "${ own }/proxy";
	fastcgi_temp_path "${ own }/fastcgi";
	uwsgi_temp_path "${ own }/uwsgi";
	scgi_temp_path "${ own }/scgi";
	keepalive_requests 100000;
	# A connection that is closed while a request is on its way counts as a server that is away.
	keepalive_timeout 1h;

	fastcgi_cache_path "${ own }/pages" levels=1:2 keys_zone=pages:10m max_size=200m;

	upstream all_nodes { ${ servers( names ) } }
	${ names.map( ( name ) => `upstream node_${ name } { ${ servers( [ name ] ) } }` ).join( '\n\t' ) }
	map $http_x_to_node $backend {
		default all_nodes;
		${ names.map( ( name ) => `${ name } node_${ name };` ).join( '\n\t\t' ) }
	}
	map $upstream_addr $answering_node {
		default "";
		${ names.map( ( name ) => `"~${ nodes[ name ] }$" ${ name };` ).join( '\n\t\t' ) }
	}
	map $request_uri $is_private {
		default 0;
		~^/(wp-admin|wp-login\\.php|wp-json)(/|\\?|$) 1;
	}
	types { text/css css; application/javascript js; image/png png; }

	server {
		listen 127.0.0.1:${ port };
		root "${ site }";
		index index.php;

		add_header X-Cache $upstream_cache_status always;
		add_header X-Node $answering_node always;

		location / { try_files $uri $uri/ /index.php$is_args$args; }
		location ~ \\.php$ {
			fastcgi_pass $backend;
			fastcgi_index index.php;
			${ FASTCGI_PARAMS }
			fastcgi_read_timeout 30s;

			fastcgi_cache pages;
			fastcgi_cache_key $request_uri;
			fastcgi_cache_valid 200 1m;
			fastcgi_ignore_headers Cache-Control Expires Set-Cookie Vary X-Accel-Expires;
			fastcgi_cache_bypass $is_private;
			fastcgi_no_cache $is_private;
		}
	}
}
`;
}

/** What PHP learns of a request. */
const FASTCGI_PARAMS = Object.entries( {
	// With its port, or WordPress redirects for ever.
	HTTP_HOST: '$http_host',
	SCRIPT_FILENAME: '$document_root$fastcgi_script_name',
	SCRIPT_NAME: '$fastcgi_script_name',
	DOCUMENT_ROOT: '$document_root',
	DOCUMENT_URI: '$document_uri',
	REQUEST_URI: '$request_uri',
	REQUEST_METHOD: '$request_method',
	QUERY_STRING: '$query_string',
	CONTENT_TYPE: '$content_type',
	CONTENT_LENGTH: '$content_length',
	SERVER_PROTOCOL: '$server_protocol',
	SERVER_ADDR: '$server_addr',
	SERVER_PORT: '$server_port',
	SERVER_NAME: '$server_addr',
	REMOTE_ADDR: '$remote_addr',
	REDIRECT_STATUS: '200',
} )
	.map( ( [ name, value ] ) => `fastcgi_param ${ name } ${ value };` )
	.join( '\n\t\t\t' );
