<?php
/**
 * Every page.
 *
 * @package known-visitor-classic
 */

get_header();

while ( have_posts() ) {
	the_post();
	?>
	<article <?php post_class(); ?>>
		<h1><a href="<?php the_permalink(); ?>"><?php the_title(); ?></a></h1>
		<?php is_singular() ? the_content() : the_excerpt(); ?>
	</article>
	<?php
}

get_footer();
