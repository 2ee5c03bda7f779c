"""Checks of Graft in a real kernel.

    python checks.py [--kernel NAME] [--jar graft.jar] [--interrupts N] [CHECK...]

prints one JSON line a check. A check is a function that takes a running kernel; those that need
one of their own take a context, from which they start it.
"""

import argparse
import inspect
import itertools
import json
import os
import pathlib
import re
import struct
import sys
import tempfile
import time
import traceback
import zlib

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from interrupts import Stress
from kernel import PATIENCE, Kernel, Outputs

MAGICS = ["data", "pretrained", "freeze", "unfreeze", "finetune", "lr_find", "evaluate", "predict", "graft"]


class Context:
    """How to start kernels, and where to leave files."""

    def __init__(self, name, jar, interrupts, folder):
        self.name = name
        self.interrupts = interrupts
        self.jar = jar
        self.folder = folder

    def kernel(self, name=None, **options):
        return Kernel(name or self.name, folder=self.folder, **options)


def every_magic_answers_help(kernel):
    for magic in MAGICS:
        outputs = kernel.ok(f"%{magic} --help")
        assert len(outputs.shown) == 1, f"%{magic} showed {outputs.shown}"


def question_mark_shows_help(kernel):
    for magic in MAGICS:
        assert kernel.ok(f"%{magic}?").shown == kernel.ok(f"%{magic} ?").shown, magic


def tab_completes_magic_names(kernel):
    assert kernel.completions("%fine")[0] == "finetune"
    assert kernel.completions("int before = 1;\n%lr")[0] == "lr_find"
    assert kernel.completions("%%fine") == ["finetune"]
    assert set(MAGICS) <= set(kernel.completions("%"))


def unknown_option_lists_the_valid_ones(kernel):
    outputs = kernel.run("%finetune --foo 3")
    assert outputs.status == "error"
    said = [line for line in outputs.traceback if line and not line.startswith("---")]
    assert len(said) == 1, said
    first, *rest = said[0].splitlines()
    assert first.endswith("%finetune: unknown option --foo; %finetune takes"), first
    assert "    --epochs auto|N, --patience N, --time-limit TIME," in rest, rest
    assert all(line.startswith("  ") and len(line) < 89 for line in rest), rest


def code_is_java_that_does_the_same(kernel):
    for line in (
        "%data sample:leaves,classes=2,count=12,size=64 --seed 3 --as mine",
        "%pretrained graft-nano --as nano",
        "%freeze --until layer4 --as frozen",
        "%finetune --recipe head --epochs 2 --seed 3 --as coded",
        "%evaluate --on test --as tested",
        "%evaluate run:last",
        "%predict mine --out guess.csv",
        "%graft use nano",
        "%graft runs",
        "%graft set examples on",
    ):
        code = kernel.ok(line + " --code").shown
        assert len(code) == 1, (line, code)
        silent = line.startswith("%graft set")
        assert len(kernel.ok(code[0]).shown) == (0 if silent else 1), (line, code)
    assert kernel.ok("overview();").shown == kernel.ok("%graft").shown
    java = kernel.ok(losses("coded")).stdout
    kernel.ok("%finetune --recipe head --epochs 2 --seed 3 --as spoken")
    assert java and java == kernel.ok(losses("spoken")).stdout


def losses(name):
    return f'System.out.print(java.util.Arrays.toString({name}.series("validation loss")))'


def code_does_nothing(kernel):
    runs = kernel.ok("%graft runs").shown
    kernel.ok("%finetune sample:leaves,count=12 --as never --code")
    assert kernel.ok("%graft runs").shown == runs
    assert kernel.run("never").status == "error"


def result_of_a_plain_line_is_shown_once(kernel):
    for code in ("%data sample:leaves,count=12", "int before = 1;\n%data sample:leaves,count=12",
                 "%data sample:leaves,count=12\nint after = 2;"):
        outputs = kernel.ok(code)
        assert len(outputs.shown) == 1, f"{code!r} showed {outputs.shown}"


def result_of_an_assignment_is_shown_once(kernel):
    for code in ("var untyped = %data sample:leaves,count=12", "Object typed = %data sample:leaves,count=12"):
        outputs = kernel.ok(code)
        assert len(outputs.shown) == 1, f"{code!r} showed {outputs.shown}"


def library_travels_once_and_again_where_its_cell_runs_again(context):
    with context.kernel() as kernel:
        def run(code, cell):
            outputs = kernel.finish(kernel.start(code, cell))
            assert outputs.status == "ok", outputs.traceback
            return outputs.libraries

        assert run("%data sample:leaves,count=12", "one") == 1
        assert run("table(data())", "two") == 0
        assert run("%graft", "one") == 1, "the cell that held it had lost it"
        assert run("%graft", "two") == 0
        assert run("%graft set plotly off\n%graft", "three") == 1
        assert run("%graft", "one") == 0


def result_of_a_cell_magic_is_shown_once(kernel):
    outputs = kernel.ok("%%finetune sample:leaves,count=12\n--epochs 2")
    assert len(outputs.shown) <= 2, outputs.shown
    assert outputs.of("execute_result") == []


def variable_is_typed_and_renders_like_the_magic(kernel):
    magic = kernel.ok("%data sample:leaves,count=12 --as declared")
    cell = kernel.ok("declared")
    assert cell.shown == magic.shown, (cell.shown, magic.shown)
    assert cell.html == magic.html
    typed = kernel.ok("System.out.print(declared.getClass().getMethods().length > 0 && declared.equals(declared))")
    assert typed.stdout == "true"


def variable_is_seen_by_the_next_line(kernel):
    outputs = kernel.ok("%data sample:leaves,count=12 --as sameCell\nsameCell")
    assert len(outputs.of("execute_result")) == 1


def training_updates_one_display(kernel):
    cell = kernel.start("%finetune sample:leaves --epochs 50000")
    outputs = Outputs()
    while len(outputs.updates) < 3:
        message = kernel.next(cell)
        if message["msg_type"] in ("display_data", "update_display_data"):
            outputs.add(message["msg_type"], message["content"])
    kernel.interrupt_and_wait()
    outputs = kernel.finish(cell, outputs=outputs)
    ids = {c["transient"]["display_id"] for c in outputs.of("update_display_data")}
    shown = {c["transient"].get("display_id") for c in outputs.of("display_data") if c.get("transient")}
    assert ids <= shown, (ids, shown)


def user_made_table_renders(kernel):
    outputs = kernel.ok(
        'import tech.tablesaw.api.*;\n'
        'Table.create("mine", StringColumn.create("leaf", "oak", "<b>"), IntColumn.create("n", new int[] {1, 2}))')
    assert len(outputs.shown) == 1, outputs.shown
    assert "oak" in outputs.shown[0]
    assert "oak" in outputs.html[0]
    assert "<b>" not in outputs.html[0], "cells are not escaped"


def user_made_figure_renders(kernel):
    outputs = kernel.ok(
        'import tech.tablesaw.plotly.components.*;\n'
        'import tech.tablesaw.plotly.traces.*;\n'
        'new Figure(ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4}).build())')
    assert len(outputs.shown) == 1, outputs.shown
    assert outputs.html[0]


def mistake_is_one_sentence(kernel):
    outputs = kernel.run("%finetune --epoch 3")
    assert outputs.status == "error"
    text = "\n".join(outputs.traceback)
    assert "unknown option --epoch; did you mean --epochs?" in text, text
    assert "\tat " not in text and "\nat " not in text, text
    assert len([line for line in outputs.traceback if line and not line.startswith("---")]) == 1, text
    assert outputs.stderr == ""
    kernel.ok("%data --help")


def engine_runs_without_noise(kernel):
    outputs = kernel.ok(
        'try (var manager = ai.djl.ndarray.NDManager.newBaseManager()) {\n'
        '  System.out.print(manager.ones(new ai.djl.ndarray.types.Shape(3)).sum().getFloat());\n'
        '}')
    assert outputs.stdout == "3.0", outputs.stdout


def cmyk_jpeg_decodes(kernel):
    outputs = kernel.ok(
        'import java.awt.image.*;\n'
        'import javax.imageio.*;\n'
        'var writer = ImageIO.getImageWritersByFormatName("jpeg");\n'
        'var jdk = writer.next();\n'
        'while (!jdk.getClass().getName().startsWith("com.sun")) jdk = writer.next();\n'
        'var bytes = new ByteArrayOutputStream();\n'
        'jdk.setOutput(ImageIO.createImageOutputStream(bytes));\n'
        'jdk.write(new IIOImage(Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 8, 4, null), null, null));\n'
        'var picture = ImageDecoder.decode(bytes.toByteArray());\n'
        'System.out.print(picture.width() + "x" + picture.height());')
    assert outputs.stdout == "16x8", outputs.stdout


def interrupt_stops_training_and_the_session_goes_on(context):
    with context.kernel() as kernel:
        kernel.ok("%data sample:leaves,count=12")
        for attempt in range(10):
            cell = kernel.start("%finetune --epochs 50000 --as cut")
            while kernel.next(cell)["msg_type"] != "update_display_data":
                pass
            kernel.interrupt()
            stopped = kernel.finish(cell)
            assert stopped.status == "error", attempt
            end = time.monotonic() + PATIENCE
            last = stopped.updates[-1:]
            while not (last and "interrupted" in last[-1]) and time.monotonic() < end:
                last = kernel.late(cell, 0.3).updates[-1:] or last
            assert last and "interrupted" in last[-1], f"attempt {attempt}: last update {last}"
            outputs = kernel.ok('System.out.print(6 * 7)')
            assert outputs.stdout == "42", outputs.stdout
            assert outputs.shown == [], f"attempt {attempt}: another cell's output: {outputs.shown}"
        assert len(kernel.ok("history()").shown) == 1
        assert len(kernel.ok("cut").shown) == 1


def magic_after_an_interrupt_waits_for_the_old_one(context):
    with context.kernel() as kernel:
        kernel.ok("%data sample:leaves,count=12")
        cell = kernel.start("%finetune --epochs 50000")
        while kernel.next(cell)["msg_type"] != "update_display_data":
            pass
        kernel.interrupt()
        outputs = kernel.ok("%graft runs")
        assert len(outputs.shown) == 1, outputs.shown
        assert outputs.updates == [], outputs.updates


def interrupts_at_random_moments_leave_the_kernel_sound(context):
    with context.kernel() as kernel:
        stress = Stress(kernel, seed=context.interrupts)
        for _ in range(context.interrupts):
            stress.once()
    return str(stress)


def run_all_stops_at_an_error(context):
    cells = ["int before = 1;", "%finetune --epoch 3", "int after = 2;"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    client = NotebookClient(notebook, kernel_name=context.name, resources={"metadata": {"path": context.folder}})
    try:
        client.execute()
    except CellExecutionError as error:
        assert "unknown option --epoch; did you mean --epochs?" in error.evalue, error.evalue
    else:
        raise AssertionError("the notebook ran to its end")
    assert notebook.cells[1].outputs[0]["output_type"] == "error"
    assert notebook.cells[2].execution_count is None


def saved_notebook_holds_the_last_update(context):
    cells = ["%data sample:leaves,count=12", "%finetune --epochs 3"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, kernel_name=context.name, resources={"metadata": {"path": context.folder}}).execute()
    texts = [output["data"]["text/plain"] for output in notebook.cells[1].outputs]
    assert not any("epoch 0" in text or text == "step 0" for text in texts), texts


def run_all_twice_and_again_after_a_restart_gives_the_same_numbers(context):
    cells = [
        "%data sample:leaves,count=20",
        "%pretrained graft-nano",
        "%freeze --show",
        "%finetune --as h",
        "%evaluate",
        'table(h).where(table(h).numberColumn("validation loss").isLessThan(0.5))',
        "%unfreeze --last 1",
        "%finetune --epochs 2 --as deeper",
        "%evaluate --on test",
        "%predict sample:leaves,count=1,seed=9",
    ]
    with context.kernel() as kernel:
        first = [numbers(kernel.ok(cell)) for cell in cells]
        second = [numbers(kernel.ok(cell)) for cell in cells]
        runs = kernel.ok("%graft runs").shown
    with context.kernel() as kernel:
        third = [numbers(kernel.ok(cell)) for cell in cells]
        assert kernel.ok("%graft runs").shown == runs
        for _ in range(3):
            kernel.ok("%pretrained graft-nano")
            assert numbers(kernel.ok("%finetune --as h")) == first[3]
        assert kernel.ok("%graft runs").shown == runs
        report = kernel.ok("%evaluate").shown
    with context.kernel() as kernel:
        kernel.ok("%pretrained run:last")
        assert accuracy(kernel.ok("%evaluate").shown) == accuracy(report)
    for cell, one, two, three in zip(cells, first, second, third):
        assert one == two, (cell, differing(one, two))
        assert one == three, (cell, differing(one, three))


def differing(one, other):
    return [pair for pair in itertools.zip_longest(one, other) if pair[0] != pair[1]]


def numbers(outputs):
    """The final text of a cell's last display, without what tells the time."""
    lines = outputs.final.splitlines()
    header = next((line for line in lines if "seconds" in line.split()), "")
    column = header.find("seconds") if header else -1
    kept = []
    for line in lines:
        if re.search(r"epochs? in [\d.]+ s", line):
            continue
        if column > 0 and re.match(r"\s+\d+ ", line):
            cells = line.split()
            seconds = header.split().index("epoch") + len(cells) - (1 if cells[-1] != "best" else 2)
            line = " ".join(cells[:seconds] + cells[seconds + 1 :])
        kept.append(line)
    return kept


def accuracy(shown):
    return next(line for line in shown[-1].splitlines() if line.startswith("accuracy"))


def java_loop_leaves_runs_that_have_names(kernel):
    kernel.ok("%data sample:leaves,count=12")
    kernel.ok("%pretrained graft-nano")
    kernel.ok(
        "for (double rate : new double[] {1e-4, 1e-3, 1e-2})\n"
        '    Graft.fineTune(model(), data()).learningRate(rate).epochs(5).name("rate " + rate).run();'
    )
    assert "rate 0.001" in kernel.ok('history("rate 0.001")').shown[0]


def data_that_cannot_be_used_gets_one_sentence(context):
    bad = pathlib.Path(context.folder, "bad data")
    for name in ("one/a", "two/a", "two/b", "fake/a", "fake/b"):
        (bad / name).mkdir(parents=True)
    png = tiny_png()
    (bad / "one/a/1.png").write_bytes(png)
    (bad / "two/a/1.png").write_bytes(png)
    (bad / "fake/a/1.jpg").write_text("this is text")
    (bad / "fake/b/1.png").write_bytes(png)
    with context.kernel() as kernel:
        for line in (
            "%data nowhere/",
            "%data bad data/one",
            '%data "bad data/one"',
            '%data "bad data/two"',
            '%data "bad data/fake"',
            "%finetune --epoch 3",
        ):
            outputs = kernel.run(line)
            assert outputs.status == "error", line
            said = [line for line in outputs.traceback if line and not line.startswith("---")]
            assert len(said) == 1 and len(said[0]) < 400, (line, said)
        assert kernel.ok("System.out.print(6 * 7)").stdout == "42"
        kernel.ok("%data sample:leaves,count=12")


def tiny_png():
    """A grey picture of one pixel, written by hand so that the checks need no picture library."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def jvm_is_silent(context):
    log = os.path.join(context.folder, "kernel.log")
    with context.kernel(log=log) as kernel:
        engine_runs_without_noise(kernel)
        user_made_table_renders(kernel)
        kernel.ok("%data sample:leaves,count=12")
    text = pathlib.Path(log).read_text()
    for noise in ("WARNING", "SLF4J", "No providers", "restricted"):
        assert noise not in text, text


def classpath_magic_adds_graft_to_plain_jjava(context):
    with context.kernel("java") as kernel:
        kernel.ok(f'%classpath "{context.jar}"')
        magic = kernel.ok("%data sample:leaves,count=12 --as leaves")
        assert len(magic.shown) == 1, magic.shown
        assert kernel.ok("leaves").shown == magic.shown
        engine_runs_without_noise(kernel)
        user_made_table_renders(kernel)
        mistake_is_one_sentence(kernel)


CHECKS = [
    library_travels_once_and_again_where_its_cell_runs_again,
    every_magic_answers_help,
    question_mark_shows_help,
    tab_completes_magic_names,
    unknown_option_lists_the_valid_ones,
    code_is_java_that_does_the_same,
    code_does_nothing,
    result_of_a_plain_line_is_shown_once,
    result_of_an_assignment_is_shown_once,
    result_of_a_cell_magic_is_shown_once,
    variable_is_typed_and_renders_like_the_magic,
    variable_is_seen_by_the_next_line,
    training_updates_one_display,
    user_made_table_renders,
    user_made_figure_renders,
    mistake_is_one_sentence,
    engine_runs_without_noise,
    cmyk_jpeg_decodes,
    java_loop_leaves_runs_that_have_names,
    run_all_twice_and_again_after_a_restart_gives_the_same_numbers,
    data_that_cannot_be_used_gets_one_sentence,
    interrupt_stops_training_and_the_session_goes_on,
    magic_after_an_interrupt_waits_for_the_old_one,
    interrupts_at_random_moments_leave_the_kernel_sound,
    run_all_stops_at_an_error,
    saved_notebook_holds_the_last_update,
    jvm_is_silent,
    classpath_magic_adds_graft_to_plain_jjava,
]


def wants_own_kernel(check):
    return "context" in inspect.signature(check).parameters


def report(check, argument):
    start = time.monotonic()
    try:
        note = check(argument) or ""
        failure = ""
    except Exception as error:
        note = ""
        failure = "".join(traceback.format_exception(error))
    line = {"check": check.__name__, "seconds": round(time.monotonic() - start, 1), "note": note, "failure": failure}
    print(json.dumps(line), flush=True)
    return not failure


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kernel", default="graft")
    parser.add_argument("--jar", default="")
    parser.add_argument("--interrupts", type=int, default=30)
    parser.add_argument("checks", nargs="*")
    options = parser.parse_args()
    chosen = [check for check in CHECKS if not options.checks or check.__name__ in options.checks]
    if not options.jar:
        chosen = [check for check in chosen if check is not classpath_magic_adds_graft_to_plain_jjava]
    passed = True
    with tempfile.TemporaryDirectory() as folder:
        context = Context(options.kernel, options.jar, options.interrupts, folder)
        shared = [check for check in chosen if not wants_own_kernel(check)]
        if shared:
            with context.kernel() as kernel:
                passed = all([report(check, kernel) for check in shared])
        passed = all([report(check, context) for check in chosen if wants_own_kernel(check)]) and passed
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
