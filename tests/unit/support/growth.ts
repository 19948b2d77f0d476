/**
 * Milliseconds of processor that something takes, by the best of some tries: time by the clock also holds what else the
 * machine does, and a busy machine is not slow code.
 */
function fastest( run: () => void ): number {
	const times = Array.from( { length: 9 }, () => {
		const before = process.cpuUsage();
		run();
		const { user, system } = process.cpuUsage( before );
		return ( user + system ) / 1000;
	} );
	return Math.min( ...times );
}

/** Below this a measurement says nothing. */
const LEAST_MILLISECONDS = 1;

/**
 * Returns how many times as long four times as much takes: about 4 where the time
 * grows with the length, 16 where it grows with its square.
 *
 * @param run  What is to be measured.
 * @param size Characters of the shorter text.
 */
export function growth( run: ( size: number ) => void, size: number ): number {
	const long = fastest( () => run( 4 * size ) );
	const short = fastest( () => run( size ) );
	return long / Math.max( short, LEAST_MILLISECONDS );
}
