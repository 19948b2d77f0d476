/**
 * The guard, inline in the head of every page without identity and the same on
 * all of them.
 */
import { forget } from './forget';

forget();
