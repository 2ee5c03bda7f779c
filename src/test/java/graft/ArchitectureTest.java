package graft;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;

/** The order of the packages: each may use those before it. */
@AnalyzeClasses(packages = "graft", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** Numbers with a shape come first, the front door comes last. */
  private static final List<String> ORDER =
      List.of(
          "tensor",
          "engine",
          "weights",
          "data",
          "metric",
          "backbone",
          "head",
          "task",
          "feature",
          "train",
          "eval");

  @ArchTest static final ArchRule ORDER_OF_PACKAGES = order();

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("graft.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule INTERNALS_OF_DJL_ONLY_IN_ENGINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("graft.engine")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl.pytorch..", "ai.djl.huggingface..");

  @ArchTest
  static final ArchRule NO_TORCH_WHERE_NUMBERS_ARE_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAnyPackage(
              "graft.tensor", "graft.weights", "graft.data..", "graft.metric", "graft.eval")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..");

  @ArchTest
  static final ArchRule NO_NOTEBOOK_TABLE_OR_PLOT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "tech.tablesaw..", "org.dflib..", "io.github.spencerpark..", "graft.magics..");

  @ArchTest
  static final ArchRule LIBRARIES_OF_THE_POM_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "graft..",
              "java..",
              "com.sun.management..",
              "com.sun.management..",
              "javax.imageio..",
              "org.w3c.dom..",
              "org.jspecify.annotations..",
              "ai.djl..",
              "com.fasterxml.jackson..",
              "org.apache.commons.numbers..",
              "com.twelvemonkeys..");

  /** GraftException lies at the front door but is thrown everywhere. */
  private static LayeredArchitecture order() {
    LayeredArchitecture order =
        Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("graft..")
            .layer("front door")
            .definedBy("graft");
    for (String name : ORDER) {
      order = order.layer(name).definedBy("graft." + name + "..");
    }
    for (int i = 0; i < ORDER.size(); i++) {
      List<String> before = ORDER.subList(0, i);
      order =
          before.isEmpty()
              ? order.whereLayer(ORDER.get(i)).mayNotAccessAnyLayer()
              : order.whereLayer(ORDER.get(i)).mayOnlyAccessLayers(before.toArray(String[]::new));
    }
    return order.ignoreDependency(alwaysTrue(), type(GraftException.class));
  }
}
