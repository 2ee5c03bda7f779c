/** Programs that bench.py runs beside PyTorch; none of them is a test. */
@NullMarked
package graft.bench;

import org.jspecify.annotations.NullMarked;
