package graft.kernel.install;

import java.util.Optional;
import java.util.Set;

/**
 * What {@code install} was asked for.
 *
 * @param kernel the kernel to start
 * @param kernelJar its jar or jars, joined like a class path; empty to look for JJava
 */
record InstallOptions(HostKernel kernel, Optional<String> kernelJar) {

  static final Set<String> NAMES = Set.of("--kernel=", "--kernel-jar=", "--prefix=", "--user");

  static InstallOptions of(Arguments given) {
    given.withoutPositionals();
    HostKernel kernel = given.value("--kernel").map(HostKernel::named).orElse(HostKernel.JJAVA);
    Optional<String> jar = given.value("--kernel-jar");
    if (kernel == HostKernel.IJAVA && jar.isEmpty()) {
      throw new UsageException(
          "--kernel ijava needs --kernel-jar, the jar of IJava: no package brings it to a known place");
    }
    return new InstallOptions(kernel, jar);
  }
}
