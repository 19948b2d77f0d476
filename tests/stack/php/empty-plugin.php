<?php
/**
 * Plugin Name: Nothing but a header
 * Version: 1.0.0
 *
 * @package known-visitor-stack
 */
