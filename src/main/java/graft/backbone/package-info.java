/** What is pretrained: layers, stages, preprocessing. */
@NullMarked
package graft.backbone;

import org.jspecify.annotations.NullMarked;
