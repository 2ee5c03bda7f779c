/** What the adapters to the kernels share; knows neither kernel. */
@NullMarked
package graft.kernel;

import org.jspecify.annotations.NullMarked;
