package graft.magics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "graft.magics", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule commandKnowsNoOther =
      noClasses()
          .that()
          .resideInAPackage("graft.magics.command..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "graft.magics.code..", "graft.magics.render..", "graft.magics.session..");

  @ArchTest
  static final ArchRule codeKnowsNeitherViewsNorTheSession =
      noClasses()
          .that()
          .resideInAPackage("graft.magics.code..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("graft.magics.render..", "graft.magics.session..");

  @ArchTest
  static final ArchRule viewsKnowNoOther =
      noClasses()
          .that()
          .resideInAPackage("graft.magics.render..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "graft.magics.code..", "graft.magics.command..", "graft.magics.session..");

  @ArchTest
  static final ArchRule magicsKnowNoEngine =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.djl..", "graft.engine..");

  @ArchTest
  static final ArchRule magicsKnowNoKernel =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("graft.kernel..", "org.dflib..", "io.github.spencerpark..");
}
