<?php
/**
 * WordPress's object cache in Redis, in as few lines as will do, for tests.
 *
 * Redis may go away and come back at any time: a request that does not reach it
 * goes on with a cache of its own.
 *
 * @package known-visitor-stack
 */

/**
 * The cache of one request, with Redis behind it.
 */
class WP_Object_Cache {

	/** Values that this request has seen, by key. */
	private array $seen = array();

	/** Groups that stay within the request. */
	private array $own_groups = array();

	/** Null: Redis is not to be had in this request. */
	private ?Redis $redis = null;

	public function __construct() {
		try {
			$this->redis = new Redis();
			$this->redis->connect( STACK_REDIS, 0, 1.0 );
			$this->redis->setOption( Redis::OPT_READ_TIMEOUT, 2 );
			$this->redis->setOption( Redis::OPT_MAX_RETRIES, 0 );
		} catch ( RedisException $error ) {
			$this->redis = null;
		}
	}

	/** Asks Redis; null if it is not there, or not for this group. */
	private function ask( string $group, callable $question ): mixed {
		if ( null === $this->redis || isset( $this->own_groups[ $group ] ) ) {
			return null;
		}
		try {
			return $question( $this->redis );
		} catch ( RedisException $error ) {
			$this->redis = null;
			return null;
		}
	}

	public function get( $key, $group, $force, &$found = null ) {
		$name = "$group:$key";
		if ( $force || ! array_key_exists( $name, $this->seen ) ) {
			$stored = $this->ask( $group, static fn ( Redis $redis ) => $redis->get( $name ) );
			if ( is_string( $stored ) ) {
				$this->seen[ $name ] = unserialize( $stored );
			} elseif ( false === $stored ) {
				unset( $this->seen[ $name ] );
			}
		}
		$found = array_key_exists( $name, $this->seen );
		$value = $found ? $this->seen[ $name ] : false;
		return is_object( $value ) ? clone $value : $value;
	}

	/** Stores a value; `$only` is `NX` (if there is none), `XX` (if there is one) or empty. */
	public function set( $key, $value, $group, $expire, string $only = '' ): bool {
		$name    = "$group:$key";
		$value   = is_object( $value ) ? clone $value : $value;
		$options = array_filter( array( $only ) );
		if ( $expire > 0 ) {
			$options['EX'] = (int) $expire;
		}
		$answer = $this->ask( $group, static fn ( Redis $redis ) => $redis->set( $name, serialize( $value ), $options ) );
		if ( null === $answer && '' !== $only ) {
			$answer = array_key_exists( $name, $this->seen ) === ( 'XX' === $only );
		}
		if ( false === $answer ) {
			return false;
		}
		$this->seen[ $name ] = $value;
		return true;
	}

	public function delete( $key, $group ): bool {
		$name = "$group:$key";
		$was  = array_key_exists( $name, $this->seen );
		unset( $this->seen[ $name ] );
		return (bool) ( $this->ask( $group, static fn ( Redis $redis ) => $redis->del( $name ) ) ?? $was );
	}

	public function flush(): bool {
		$this->seen = array();
		$this->ask( '', static fn ( Redis $redis ) => $redis->flushDB() );
		return true;
	}

	public function flush_runtime(): bool {
		$this->seen = array();
		return true;
	}

	public function add_own_groups( $groups ): void {
		$this->own_groups += array_fill_keys( (array) $groups, true );
	}
}

function wp_cache_init() {
	$GLOBALS['wp_object_cache'] = new WP_Object_Cache();
}
function wp_cache_get( $key, $group = '', $force = false, &$found = null ) {
	return $GLOBALS['wp_object_cache']->get( $key, $group ?: 'default', $force, $found );
}
function wp_cache_set( $key, $data, $group = '', $expire = 0 ) {
	return $GLOBALS['wp_object_cache']->set( $key, $data, $group ?: 'default', $expire );
}
function wp_cache_add( $key, $data, $group = '', $expire = 0 ) {
	return ! wp_suspend_cache_addition() && $GLOBALS['wp_object_cache']->set( $key, $data, $group ?: 'default', $expire, 'NX' );
}
function wp_cache_replace( $key, $data, $group = '', $expire = 0 ) {
	return $GLOBALS['wp_object_cache']->set( $key, $data, $group ?: 'default', $expire, 'XX' );
}
function wp_cache_delete( $key, $group = '' ) {
	return $GLOBALS['wp_object_cache']->delete( $key, $group ?: 'default' );
}
function wp_cache_incr( $key, $offset = 1, $group = '' ) {
	$value = wp_cache_get( $key, $group, true );
	if ( ! is_numeric( $value ) ) {
		return false;
	}
	$value = max( 0, $value + $offset );
	return wp_cache_set( $key, $value, $group ) ? $value : false;
}
function wp_cache_decr( $key, $offset = 1, $group = '' ) {
	return wp_cache_incr( $key, -$offset, $group );
}
function wp_cache_flush() {
	return $GLOBALS['wp_object_cache']->flush();
}
function wp_cache_flush_runtime() {
	return $GLOBALS['wp_object_cache']->flush_runtime();
}
function wp_cache_supports( $feature ) {
	return 'flush_runtime' === $feature;
}
function wp_cache_add_non_persistent_groups( $groups ) {
	$GLOBALS['wp_object_cache']->add_own_groups( $groups );
}
function wp_cache_add_global_groups( $groups ) {}
function wp_cache_close() {
	return true;
}
