<?php
/**
 * What PHPStan has to know of FlyingPress, of which nothing is here.
 *
 * @package KnownVisitor
 */

namespace FlyingPress;

class Config {

	/** @var mixed */
	public static $config;
}
