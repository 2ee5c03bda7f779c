package graft.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The adapters' rules of the architecture. */
@AnalyzeClasses(packages = "graft.kernel", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  private static final String IJAVA = "graft.kernel.ijava..";
  private static final String JJAVA = "graft.kernel.jjava..";
  private static final String INSTALL = "graft.kernel.install..";
  private static final String IJAVA_API = "io.github.spencerpark..";
  private static final String JJAVA_API = "org.dflib.jjava..";

  @ArchTest
  static final ArchRule ijavaKnowsNothingOfJJava =
      noClasses()
          .that()
          .resideInAPackage(IJAVA)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(JJAVA, JJAVA_API);

  @ArchTest
  static final ArchRule jjavaKnowsNothingOfIJava =
      noClasses()
          .that()
          .resideInAPackage(JJAVA)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(IJAVA, IJAVA_API);

  @ArchTest
  static final ArchRule whatTheyShareKnowsNeither =
      noClasses()
          .that()
          .resideInAnyPackage("graft.kernel", INSTALL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(IJAVA, IJAVA_API, JJAVA, JJAVA_API);

  @ArchTest
  static final ArchRule noDjlInternals =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl.pytorch..", "ai.djl.huggingface..");
}
