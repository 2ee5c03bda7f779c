package graft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

  private static final Path USER = Path.of(System.getProperty("user.home"));

  @TempDir private Path folder;

  @Test
  void keepsItsFilesOutOfGit() throws IOException {
    Workspace workspace = Workspace.beside(folder);

    workspace.prepare();
    workspace.prepare();

    assertThat(workspace.home()).isEqualTo(folder.resolve(".graft"));
    assertThat(folder.resolve(".graft/.gitignore")).hasContent("*");
  }

  @Test
  void ownGitignoreStays() throws IOException {
    Files.createDirectory(folder.resolve(".graft"));
    Files.writeString(folder.resolve(".graft/.gitignore"), "cache/");

    Workspace.beside(folder).prepare();

    assertThat(folder.resolve(".graft/.gitignore")).hasContent("cache/");
  }

  @Test
  void homeMayLieElsewhere() {
    Workspace workspace = Workspace.at(folder, folder.resolve("elsewhere"));

    assertThat(workspace.notebookFolder()).isEqualTo(folder);
    assertThat(workspace.home()).isEqualTo(folder.resolve("elsewhere"));
    assertThat(workspace.runs().best(3))
        .isEqualTo(folder.resolve("elsewhere/runs/3/best.safetensors"));
  }

  @Test
  void fileInPlaceOfTheHome() throws IOException {
    Files.writeString(folder.resolve(".graft"), "");

    assertThatThrownBy(() -> Workspace.beside(folder).prepare())
        .isInstanceOf(GraftException.class)
        .hasMessage(
            "folder for runs and caches cannot be written: %s (is a file);"
                + " set another with %%graft set home FOLDER",
            folder.resolve(".graft"));
  }

  @Test
  void pathsAreRelativeToTheNotebook() {
    Workspace workspace = Workspace.beside(Path.of("/srv/course/notebooks"));

    assertThat(workspace.relative(Path.of("photos/"))).isEqualTo("photos");
    assertThat(workspace.relative(Path.of("/srv/course/photos"))).isEqualTo("../photos");
    assertThat(workspace.resolve("../photos"))
        .isEqualTo(Path.of("/srv/course/notebooks/../photos"));
  }

  @Test
  void pathsHoldNoUserName() {
    Path photos = USER.resolve("data/photos");
    Workspace outside = Workspace.beside(Path.of("/srv/course"));
    Workspace inside = Workspace.beside(USER.resolve("course"));

    assertThat(outside.relative(photos)).isEqualTo("~/data/photos");
    assertThat(outside.resolve("~/data/photos")).isEqualTo(photos);
    assertThat(inside.relative(photos)).isEqualTo("../data/photos");
  }
}
