<?php
/**
 * What the commands use of WP-CLI, for PHPStan: as WP-CLI 2.4.1 and 2.12 have it.
 *
 * @package known-visitor-tests
 */

namespace {
	class WP_CLI {
		/**
		 * @param string                                             $name
		 * @param callable|object|class-string                       $callable
		 * @param array{before_invoke?: callable, ...<string, mixed>} $args
		 */
		public static function add_command( $name, $callable, $args = [] ): bool {}

		/** @return never */
		public static function error( string $message ) {}

		/** @return never */
		public static function halt( int $return_code ) {}

		public static function success( string $message ): void {}

		public static function line( string $message = '' ): void {}

		/** @param array<string, mixed> $assoc_args */
		public static function confirm( string $question, array $assoc_args = [] ): void {}

		/** @param array<string, mixed> $assoc_args */
		public static function print_value( mixed $value, array $assoc_args = [] ): void {}

		/** @return mixed */
		public static function get_config( ?string $key = null ) {}

		/** @param list<string> $args */
		public static function get_value_from_arg_or_stdin( array $args, int $index ): string {}
	}
}

namespace WP_CLI\Utils {
	/**
	 * @param array<mixed> $items
	 * @param list<string> $fields
	 */
	function format_items( string $format, array $items, array $fields ): void {}
}

namespace cli {
	/** @param string|false|null $default */
	function prompt( string $question, $default = false, string $marker = ': ', bool $hide = false ): string {}
}
