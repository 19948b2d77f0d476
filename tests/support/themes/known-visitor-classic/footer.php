<?php
/**
 * The end of the page, with its widgets.
 *
 * @package known-visitor-classic
 */

?>
</main>
<footer><?php dynamic_sidebar( 'footer' ); ?></footer>
<?php wp_footer(); ?>
</body>
</html>
